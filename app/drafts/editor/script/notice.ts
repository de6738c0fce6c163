// A sentence beside the buttons about what has just happened, until somebody types on.

export function makeNotice(form: HTMLFormElement): (words: string) => void {
  const line = document.createElement("span");
  line.className = "editor-notice";
  line.role = "status";
  form.querySelector(".editor-buttons")?.prepend(line);
  form.addEventListener("keydown", () => line.replaceChildren());
  return (words) => line.replaceChildren(words);
}
