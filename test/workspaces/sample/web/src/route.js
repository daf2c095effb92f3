import { draw, measure } from './map.js';

/** Draws a route and says how long it is. */
export function drawRoute(points) {
  var names = Object.keys(points);
  for (const index in names) draw(names[index]);
  return new Promise(async (resolve) => {
    const length = await measure(points);
    resolve(length);
  });
}

export function longest() {
  return Math.max(...arguments);
}
