// Closes the open account menu on Escape, and when a click or the focus leaves it.

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
  // The focus would be lost inside the closed menu.
  if (hadFocus) menu.querySelector("summary")?.focus();
});

export {};
