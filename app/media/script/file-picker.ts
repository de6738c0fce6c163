/** A field of the browser's picker, which stands in no form. It can be clicked by a button. */
export function makeFilePicker(accept: string, choose: (files: File[]) => void): HTMLInputElement {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = accept;
  input.multiple = true;
  input.hidden = true;
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    // The same file may be chosen again.
    input.value = "";
    if (files.length > 0) choose(files);
  });
  return input;
}
