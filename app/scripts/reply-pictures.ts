// Pictures in the form of a response: chosen, pasted, or dropped. Only members load this, where the site allows pictures.

import { makeFilePicker } from "~/media/script/file-picker";
import { placeAfterPictures } from "~/media/script/picture-place";
import { Pictures } from "~/media/script/pictures";
import { PlainArea } from "~/media/script/writing-area";

for (const button of document.querySelectorAll<HTMLButtonElement>(".reply-form button[data-accept]"))
  if (button.form) addPictures(button.form, button);

function addPictures(form: HTMLFormElement, button: HTMLButtonElement) {
  const area = form.elements.namedItem("body") as HTMLTextAreaElement;
  const { accept = "", maxBytes, most } = button.dataset;
  const notice = document.createElement("p");
  notice.className = "field-hint";
  notice.role = "status";
  form.addEventListener("keydown", () => notice.replaceChildren());
  const pictures = new Pictures(new PlainArea(area), {
    personId: (form.elements.namedItem("as") as HTMLInputElement).value,
    ...{ maxBytes: Number(maxBytes), most: Number(most), address: "/comments/pictures" },
    tell: (words) => notice.replaceChildren(words),
  });
  pictures.holdForm(form);
  const add = (files: File[], isChosen = false) =>
    pictures.add(files, { at: placeAfterPictures(area.value, area.selectionEnd), isChosen });
  const input = makeFilePicker(accept, (files) => add(files, true));
  form.insertAdjacentElement("afterend", input);
  area.closest(".field")?.append(notice, pictures.element);

  // Without this script, it leads to a page with a file field.
  button.addEventListener("click", (event) => {
    event.preventDefault();
    input.click();
  });
  area.addEventListener("paste", (event) => {
    const { clipboardData: data } = event;
    // Office programs put a picture of the words beside the words.
    if (!data?.files.length || data.getData("text/plain").trim()) return;
    event.preventDefault();
    add([...data.files]);
  });
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false;
  form.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  form.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    add([...(event.dataTransfer?.files ?? [])]);
  });
}
