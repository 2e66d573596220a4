'use strict';
/** Depth over the last minutes, as lines. The server keeps no history: what is drawn is what this page has seen. */
const depthLines = (() => {
  const KEPT_SECONDS = 300;
  const LEAST_SECONDS = 60;
  const HEIGHT = 240;
  const COLOURS = ['#2563eb', '#d97706', '#059669', '#db2777', '#7c3aed', '#0891b2'];
  const MOST = COLOURS.length;
  const place = document.getElementById('lines');
  const names = document.getElementById('lines-names');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const times = [];
  const depths = new Map();
  let shown = [];
  let chart = null;

  function note(seconds, objects) {
    times.push(seconds);
    let old = 0;
    while (times[old] < seconds - KEPT_SECONDS) old++;
    times.splice(0, old);
    const seen = new Set();
    for (const object of objects) {
      seen.add(object.id);
      let line = depths.get(object.id);
      if (!line) depths.set(object.id, line = new Array(times.length - 1).fill(null));
      line.splice(0, old);
      line.push(object.depth);
    }
    for (const [id, line] of depths) {
      if (seen.has(id)) continue;
      line.splice(0, old);
      line.push(null);
      if (line.every(depth => depth === null)) depths.delete(id);
    }
  }

  function data() {
    return [times, ...shown.map(object => depths.get(object.id) || times.map(() => null))];
  }

  function draw(objects) {
    const wanted = objects.slice(0, MOST);
    const same = chart && wanted.length === shown.length && wanted.every((object, i) => object.id === shown[i].id);
    shown = wanted;
    if (same) chart.setData(data());
    else build();
  }

  function clock(seconds) {
    return new Date(seconds * 1000).toLocaleTimeString('en', { hourCycle: 'h23' });
  }

  function short(depth) {
    return depth.toLocaleString('en', { notation: 'compact' });
  }

  function build() {
    if (chart) chart.destroy();
    const ink = getComputedStyle(document.documentElement).getPropertyValue('--soft');
    const rule = getComputedStyle(document.documentElement).getPropertyValue('--rule');
    const axis = { stroke: ink, grid: { stroke: rule, width: 1 }, ticks: { stroke: rule, width: 1 } };
    names.replaceChildren(...shown.map((object, i) => {
      const name = document.createElement('span');
      name.textContent = object.title;
      name.style.setProperty('--line', COLOURS[i]);
      return name;
    }));
    chart = new uPlot({
      width: Math.max(200, place.clientWidth),
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { range: (u, first, last) => [Math.min(first, last - LEAST_SECONDS), last] }, y: { range: (u, low, high) => [0, Math.max(1, high * 1.05)] } },
      axes: [{ ...axis, values: (u, seconds) => seconds.map(clock) }, { ...axis, size: 60, values: (u, depths) => depths.map(short) }],
      series: [{}, ...shown.map((object, i) => ({ label: object.title, stroke: COLOURS[i], width: 2,
        fill: shown.length === 1 ? COLOURS[i] + '22' : undefined, points: { show: false } }))],
    }, data(), place);
  }

  new ResizeObserver(() => {
    if (chart && Math.abs(chart.width - place.clientWidth) > 1) {
      chart.setSize({ width: Math.max(200, place.clientWidth), height: HEIGHT });
    }
  }).observe(place);
  dark.addEventListener('change', () => chart && build());
  return { note, draw, MOST };
})();
