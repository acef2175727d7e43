// The buttons and lists around the picture: what is chosen, what can be done, and the points in words.

export class Toolbox {
  constructor(element) {
    this.element = element;
    this.one = (selector) => element.querySelector(selector);
    this.all = (selector) => element.querySelectorAll(selector);
    this.words = JSON.parse(element.dataset.words);
  }

  refresh({ mode, stage, shapes, points, shapeTool, pointTool }) {
    const drawing = shapeTool.pen.isDown;
    this.press({ view: stage.view, mode }, { "place-point": pointTool.armed, "new-shape": drawing });
    const open = shapeTool.active && shapeTool.shape?.view === stage.view && !drawing;
    for (const tool of this.all("[data-needs-shape]")) tool.disabled = !open;
    for (const group of this.all("[data-tools]")) group.hidden = group.dataset.tools !== mode;
    this.one("[data-do=undo]").disabled = !shapes.past.length;
    this.one("[data-do=new-shape]").disabled = shapes.broken;
    this.one("[data-midline]").checked = Boolean(shapeTool.shape?.midline);
    this.one("[data-broken]").hidden = !shapes.broken;
    this.element.classList.toggle("is-armed", pointTool.armed || drawing);
    this.listShapes(shapes.shapes, shapeTool.chosen, stage.boxes);
    this.listPoints(points, pointTool, stage.boxes);
  }

  press(chosen, armed) {
    for (const button of this.all("button[aria-pressed]")) {
      const { do: action, value } = button.dataset;
      button.setAttribute("aria-pressed", value ? chosen[action] === value : armed[action]);
    }
  }

  listShapes(shapes, chosen, boxes) {
    const select = this.one("[data-shape]");
    const options = shapes.map(({ view }, index) => new Option(`${index + 1}: ${boxes[view]?.label ?? view}`, index));
    select.replaceChildren(...options);
    select.value = chosen;
    select.disabled = !options.length;
  }

  listPoints(points, pointTool, boxes) {
    const list = this.one("[data-list]");
    const known = new Map([...list.children].map((line) => [line.dataset.id, line]));
    for (const point of points.all()) {
      const line = known.get(point.id) ?? list.appendChild(this.makeLine(point));
      known.delete(point.id);
      line.querySelector("button").textContent = point.label || this.words.unnamed;
      line.querySelector("[data-what]").textContent = this.describe(point, boxes);
      line.querySelector("[data-stray]").hidden = !point.placed || !pointTool.strays(point);
    }
    for (const line of known.values()) line.remove();
  }

  makeLine({ id, index }) {
    const line = document.importNode(this.one("template").content, true).firstElementChild;
    line.dataset.id = id;
    line.querySelector("button").dataset.value = index;
    return line;
  }

  describe({ view, x, y, placed, note }, boxes) {
    const place = this.words.place.replace("{x}", x).replace("{y}", y);
    const where = placed ? `${boxes[view]?.label ?? this.words.no_view}: ${place}` : this.words.no_place;
    return [where, note].filter(Boolean).join(" · ");
  }
}
