// The places of a question as the form lists them: read, changed, added to and taken from as one would by hand.
// The picture counts in units of the drawing; on a picture of one's own the fields say percent of it.

import { tenth } from "./path.js";

const NAME = /-targets-(\d+)-value-x$/;
const OWN_RADIUS = 5; // percent of the width

export class SpotFields {
  constructor(root, prefix) {
    Object.assign(this, { root, prefix, box: null });
  }

  field(index, name) {
    return this.root.querySelector(`[name="${this.prefix}-targets-${index}-value-${name}"]`);
  }

  // What one unit of the drawing says in the fields, across and down.
  get scale() {
    const { isOwn, width, height } = this.box;
    return isOwn ? [100 / width, 100 / height] : [1, 1];
  }

  get indices() {
    const found = [...this.root.querySelectorAll(`[name^="${this.prefix}-targets-"][name$="-value-x"]`)];
    const kept = found.map((field) => Number(NAME.exec(field.name)[1])).filter((index) => this.hidden(index, "deleted").value !== "1");
    return kept.sort((a, b) => this.hidden(a, "order").value - this.hidden(b, "order").value);
  }

  hidden(index, name) {
    return this.root.querySelector(`[name="${this.prefix}-targets-${index}-${name}"]`);
  }

  all() {
    return this.indices.map((index, place) => this.read(index, place + 1));
  }

  read(index, number = this.indices.indexOf(index) + 1) {
    const [x, y, radius, text, label] = ["x", "y", "radius", "text", "label"].map((name) => this.field(index, name)?.value ?? "");
    const [across, down] = this.scale;
    const corners = this.corners(index);
    const at = corners.length ? middleOf(corners) : { x: tenth(x / across), y: tenth(y / down) };
    const placed = corners.length > 0 || (x !== "" && y !== "");
    const name = [number, label || text].filter(Boolean).join(": ");
    const said = { x: tenth(at.x * across), y: tenth(at.y * down) };
    return { id: `point-${index}`, index, view: this.box.view, label: String(number), name, said, corners, placed, radius: radius / across, ...at };
  }

  // The outline's nodes; the two corners of a rectangle as all four.
  corners(index) {
    const [across, down] = this.scale;
    const words = (this.field(index, "corners")?.value ?? "").split(/\s+/).filter(Boolean);
    const found = words.map((word) => word.split(",").map(Number)).map(([x, y]) => ({ x: tenth(x / across), y: tenth(y / down) }));
    if (found.length !== 2 || !found.every(isPlace)) return found.length > 2 && found.every(isPlace) ? found : [];
    const [a, b] = found;
    return [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }];
  }

  // Move a place to where its middle is to be.
  write(index, { x, y }) {
    const spot = this.read(index);
    if (spot.corners.length) return this.writeCorners(index, this.moved(spot, x - spot.x, y - spot.y));
    const [across, down] = this.scale;
    return this.put(index, { x: tenth(x * across), y: tenth(y * down) });
  }

  // No corner is moved over the edge: the shape would change.
  moved({ corners }, dx, dy) {
    const held = (way, name, size) => {
      const values = corners.map((corner) => corner[name]);
      return Math.max(-Math.min(...values), Math.min(size - Math.max(...values), way));
    };
    const [across, down] = [held(dx, "x", this.box.width), held(dy, "y", this.box.height)];
    return corners.map((corner) => ({ x: corner.x + across, y: corner.y + down }));
  }

  writeCorners(index, corners) {
    const [across, down] = this.scale;
    const [a, b, c, d] = corners;
    const isRectangle = corners.length === 4 && a.y === b.y && b.x === c.x && c.y === d.y && d.x === a.x;
    const kept = isRectangle ? [a, c] : corners;
    const text = kept.map(({ x, y }) => `${tenth(x * across)},${tenth(y * down)}`).join(" ");
    this.put(index, { corners: text, x: "", y: "" });
  }

  put(index, values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.field(index, name);
      field.value = value;
      for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
  }

  // The first entry that says no place yet takes a new one; if there is none, the list gets one more.
  add(place) {
    const index = this.free();
    if (place.corners) this.writeCorners(index, place.corners);
    else this.place(index, place);
    return index;
  }

  place(index, place) {
    if (this.box.isOwn) this.put(index, { radius: OWN_RADIUS });
    this.write(index, place);
  }

  free() {
    const names = ["x", "y", "corners", "muscle", "region"];
    const empty = this.indices.find((index) => names.every((name) => !this.field(index, name)?.value));
    if (empty !== undefined) return empty;
    const list = this.root.querySelector(`[data-contentpath="targets"]`);
    [...list.querySelectorAll("[data-streamfield-list-add]")].at(-1).click();
    return this.indices.at(-1);
  }

  remove(index) {
    const list = this.hidden(index, "deleted").closest("[data-streamfield-child]");
    list.querySelector('[data-streamfield-action="DELETE"]').click();
  }

  nextLabel() {
    return "";
  }
}

function middleOf(corners) {
  const [xs, ys] = ["x", "y"].map((name) => corners.map((corner) => corner[name]));
  return { x: tenth((Math.min(...xs) + Math.max(...xs)) / 2), y: tenth((Math.min(...ys) + Math.max(...ys)) / 2) };
}

function isPlace({ x, y }) {
  return Number.isFinite(x) && Number.isFinite(y);
}
