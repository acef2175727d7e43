/**
 * <hot-spots>: lays a button over each number of the picture; it opens what the list below says of it.
 *
 * The buttons follow each other in the order of the list. Without JavaScript numbers and list remain.
 */
class HotSpots extends HTMLElement {
  connectedCallback() {
    if (this.querySelector(".hotspots__spot") || !HTMLElement.prototype.showPopover) return;
    const entries = this.parentElement.querySelectorAll(".hotspots__list > li");
    entries.forEach((entry, place) => this.append(...this.spot(entry, place + 1)));
  }

  spot(entry, number) {
    const note = document.createElement("div");
    note.className = "hotspots__note";
    note.popover = "auto";
    note.append(...[...entry.childNodes].map((node) => node.cloneNode(true)));
    note.querySelectorAll("[popovertarget]").forEach((term) => term.replaceWith(...term.childNodes));
    const button = document.createElement("button");
    button.type = "button";
    button.className = "hotspots__spot";
    button.style.left = `${entry.dataset.x}%`;
    button.style.top = `${entry.dataset.y}%`;
    button.setAttribute("aria-label", `${number}: ${entry.querySelector("b").textContent}`);
    button.popoverTargetElement = note;
    return [button, note];
  }
}

customElements.define("hot-spots", HotSpots);
