// Paths with absolute commands M L C Q Z as loops of nodes: {x, y, in, out}, where in and out are the handles of curves.

const NUMBERS = { M: 2, L: 2, C: 6, Q: 4 };
const REACH = 1 / 3; // of the way to the next node: how far a smooth curve's handle stands out

export const tenth = (value) => Math.round(value * 10) / 10;

const nodeAt = (x, y) => ({ x, y, in: null, out: null });
const between = (a, b, share) => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share });
const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
const turned = (list, at) => list[(at + list.length) % list.length];

export function parsePath(d) {
  const loops = [];
  for (const [, letter, rest] of d.matchAll(/([MLCQZ])([^MLCQZ]*)/g)) {
    const numbers = (rest.match(/-?(?:\d+(?:\.\d*)?|\.\d+)/g) ?? []).map(Number);
    if (letter === "Z") closeLoop(loops.at(-1));
    for (let at = 0; NUMBERS[letter] && at + NUMBERS[letter] <= numbers.length; at += NUMBERS[letter])
      step(loops, letter === "M" && at ? "L" : letter, numbers.slice(at, at + NUMBERS[letter]));
  }
  return loops.filter((loop) => loop.length > 1);
}

function step(loops, letter, values) {
  const [x, y] = values.slice(-2);
  if (letter === "M") return loops.push([nodeAt(x, y)]);
  const loop = loops.at(-1);
  const last = loop.at(-1);
  const next = nodeAt(x, y);
  if (letter === "C") [last.out, next.in] = [{ x: values[0], y: values[1] }, { x: values[2], y: values[3] }];
  if (letter === "Q") {
    const pull = { x: values[0], y: values[1] };
    [last.out, next.in] = [between(last, pull, 2 / 3), between(next, pull, 2 / 3)];
  }
  return loop.push(next);
}

function closeLoop(loop) {
  if (!loop || loop.length < 2 || distance(loop[0], loop.at(-1)) > 0.05) return;
  loop[0].in = loop.pop().in;
}

export function formatPath(loops) {
  return loops.map(formatLoop).join("");
}

const pair = (point) => `${tenth(point.x)} ${tenth(point.y)}`;

function formatLoop(loop) {
  let text = `M${pair(loop[0])}`;
  loop.forEach((node, at) => {
    const next = turned(loop, at + 1);
    if (node.out || next.in) text += `C${pair(node.out ?? node)} ${pair(next.in ?? next)} ${pair(next)}`;
    else if (at < loop.length - 1) text += `L${pair(next)}`;
  });
  return `${text}Z`;
}

export function roundNode(loop, at) {
  const [before, node, after] = [turned(loop, at - 1), loop[at], turned(loop, at + 1)];
  const across = distance(before, after) || 1;
  const along = { x: (after.x - before.x) / across, y: (after.y - before.y) / across };
  const reach = (other, sign) => {
    const length = distance(node, other) * REACH * sign;
    return { x: tenth(node.x + along.x * length), y: tenth(node.y + along.y * length) };
  };
  [node.in, node.out] = [reach(before, -1), reach(after, 1)];
}

export function smoothLoop(loop) {
  loop.forEach((_node, at) => roundNode(loop, at));
}

export function moveNode(node, dx, dy) {
  for (const part of [node, node.in, node.out]) if (part) [part.x, part.y] = [tenth(part.x + dx), tenth(part.y + dy)];
}

// A smooth node stays smooth: the other handle turns with the one that is moved.
export function moveHandle(node, side, place) {
  const other = side === "in" ? "out" : "in";
  const smooth = node.in && node.out && Math.abs(crossing(node)) < 0.2;
  node[side] = { x: tenth(place.x), y: tenth(place.y) };
  if (!smooth) return;
  const share = distance(node, node[other]) / (distance(node, place) || 1);
  const turnedHandle = between(node, { x: 2 * node.x - place.x, y: 2 * node.y - place.y }, share);
  node[other] = { x: tenth(turnedHandle.x), y: tenth(turnedHandle.y) };
}

function crossing({ x, y, in: before, out: after }) {
  const [a, b] = [Math.atan2(y - before.y, x - before.x), Math.atan2(after.y - y, after.x - x)];
  return Math.sin(a - b);
}

// Put a node on the way from one to the next without changing the outline; return its place in the loop.
export function splitAfter(loop, at, share = 0.5) {
  const [node, next] = [loop[at], turned(loop, at + 1)];
  const [a, d] = [between(node, node.out ?? node, share), between(next.in ?? next, next, share)];
  const middle = between(node.out ?? node, next.in ?? next, share);
  const [b, c] = [between(a, middle, share), between(middle, d, share)];
  const curved = node.out || next.in;
  const place = curved ? between(b, c, share) : between(node, next, share);
  const made = nodeAt(tenth(place.x), tenth(place.y));
  if (curved) [node.out, made.in, made.out, next.in] = [a, b, c, d];
  loop.splice(at + 1, 0, made);
  return at + 1;
}

// Which segment passes nearest to a place, and after which share of it.
export function nearestSegment(loops, place) {
  let best = { loop: 0, at: 0, share: 0.5, far: Infinity };
  loops.forEach((loop, number) =>
    loop.forEach((node, at) => {
      for (let share = 0.1; share < 1; share += 0.1) {
        const far = distance(onSegment(node, turned(loop, at + 1), share), place);
        if (far < best.far) best = { loop: number, at, share, far };
      }
    }),
  );
  return best;
}

function onSegment(node, next, share) {
  const [a, b, c] = [node.out ?? node, next.in ?? next, next];
  const [p, q, r] = [between(node, a, share), between(a, b, share), between(b, c, share)];
  return between(between(p, q, share), between(q, r, share), share);
}

export function loopOf(places) {
  return places.map(({ x, y }) => nodeAt(x, y));
}
