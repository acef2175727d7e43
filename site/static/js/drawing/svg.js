// Small tools for pictures that one works on: making elements, keeping them, dragging, arrow keys.

const SVG = "http://www.w3.org/2000/svg";
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

export function make(name, attributes = {}, ...children) {
  const node = set(document.createElementNS(SVG, name), attributes);
  node.append(...children);
  return node;
}

// Keep one child for each item, known by its id, so that the one with the focus stays where it is.
export function keyed(group, items, create, refresh) {
  const known = new Map([...group.children].map((child) => [child.dataset.id, child]));
  for (const item of items) {
    const node = known.get(item.id) ?? group.appendChild(create(item));
    node.dataset.id = item.id;
    known.delete(item.id);
    refresh(node, item);
  }
  for (const node of known.values()) node.remove();
}

export function circles(...names) {
  return names.map((name) => make("circle", { class: name }));
}

// How far an arrow key moves: one unit, with Shift ten; null for other keys.
export function stepOf(event) {
  const arrow = ARROWS[event.key];
  if (!arrow || event.altKey || event.ctrlKey || event.metaKey) return null;
  event.preventDefault();
  return arrow.map((way) => way * (event.shiftKey ? 10 : 1));
}

export function drag(stage, event, move, end) {
  if (event.button) return;
  event.preventDefault();
  event.stopPropagation();
  event.currentTarget.focus({ preventScroll: true });
  const { svg } = stage;
  svg.setPointerCapture(event.pointerId);
  const watch = new AbortController();
  const onMove = (moved) => move(stage.place(moved));
  const onEnd = () => {
    watch.abort();
    end();
  };
  svg.addEventListener("pointermove", onMove, watch);
  for (const name of ["pointerup", "pointercancel"]) svg.addEventListener(name, onEnd, watch);
}
