/*
 * Terms of the glossary explain themselves when the mouse rests on them. By click, touch and keyboard the browser opens the
 * note by itself (popovertarget) and shuts it by Escape; this file only adds the mouse.
 */
const WAIT_MS = 250;
let waiting = 0;
let hovered = null;

const noteOf = (term) => document.getElementById(term.getAttribute("popovertarget"));
const isOpen = (note) => note.matches(":popover-open");

function show(term) {
  const note = noteOf(term);
  if (!isOpen(note)) {
    note.showPopover({ source: term });
    hovered = note;
  }
}

function hide() {
  if (hovered && isOpen(hovered)) hovered.hidePopover();
  hovered = null;
}

document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse") return;
  clearTimeout(waiting);
  const term = event.target.closest(".term");
  if (term) waiting = setTimeout(show, WAIT_MS, term);
  else if (hovered && !event.target.closest(".term-note")) waiting = setTimeout(hide, WAIT_MS);
});

// What the mouse opened stays open when it is clicked.
document.addEventListener("click", (event) => {
  const term = event.target.closest(".term");
  clearTimeout(waiting);
  if (term && hovered === noteOf(term) && isOpen(hovered)) event.preventDefault();
  hovered = null;
});
