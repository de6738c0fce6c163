// An open account menu closes by Escape, and by a click or a step of the focus outside it.

const menu = document.querySelector<HTMLDetailsElement>(".account-menu details");

function closeUnless(target: EventTarget | null) {
  if (menu?.open && !(target instanceof Node && menu.contains(target))) menu.open = false;
}

document.addEventListener("click", ({ target }) => closeUnless(target));
document.addEventListener("focusin", ({ target }) => closeUnless(target));
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !menu?.open) return;
  const hadFocus = menu.contains(document.activeElement);
  menu.open = false;
  // Focus inside what has just closed would be lost.
  if (hadFocus) menu.querySelector("summary")?.focus();
});

export {};
