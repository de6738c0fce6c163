// What this device remembers about the editor.

/** Keys in the device's storage. */
export const PLAIN = "plain-editor";
export const PREVIEW = "editor-preview";

export function isRemembered(key: string): boolean {
  try {
    return localStorage.getItem(key) === "yes";
  } catch {
    return false;
  }
}

export function remember(key: string, value: boolean): void {
  try {
    if (value) localStorage.setItem(key, "yes");
    else localStorage.removeItem(key);
  } catch {}
}
