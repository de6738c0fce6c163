// Buttons that copy a citation, which without this script is selected by hand. Its italics are copied along where programs take them.

for (const citation of document.querySelectorAll<HTMLElement>("[data-copy]")) addButton(citation);

function addButton(citation: HTMLElement) {
  const text = citation.querySelector<HTMLElement>(".citation-text");
  if (!text || !navigator.clipboard) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet cite-copy";
  const words = document.createElement("span");
  words.textContent = "Copy";
  const what = document.createElement("span");
  what.className = "spoken";
  what.textContent = ` ${citation.dataset.copy}`;
  button.append(words, what);
  const told = document.createElement("span");
  told.className = "spoken";
  told.role = "status";
  button.addEventListener("click", async () => {
    const isCopied = await copy(text);
    if (!isCopied) getSelection()?.selectAllChildren(text);
    words.textContent = isCopied ? "Copied" : "Copy the selected text";
    told.textContent = words.textContent;
  });
  text.after(button, told);
}

/** Whether the browser took it. */
async function copy(text: HTMLElement): Promise<boolean> {
  const plain = text.textContent ?? "";
  try {
    if (text.tagName === "PRE" || !("ClipboardItem" in window)) await navigator.clipboard.writeText(plain);
    else {
      const item = {
        "text/plain": blob(plain, "text/plain"),
        "text/html": blob(text.innerHTML, "text/html"),
      };
      await navigator.clipboard.write([new ClipboardItem(item)]);
    }
    return true;
  } catch {
    return false;
  }
}

const blob = (content: string, type: string) => new Blob([content], { type });
