'use strict';
(() => {
  const QUEUES = ['mq', 'sysv'];
  // Of these kinds an object gets full. The screen of 'sluice top' has the same rule.
  const FILLED = ['mq', 'sysv', 'fifo'];
  const FULL = 0.9;
  const HIGH = 0.7;
  const OPENED_BY_NOBODY = ['sysv', 'sysvsem'];
  // Made once: with hundreds of rows, making them takes longer than all else.
  const NUMBERS = new Intl.NumberFormat('en');
  const NAMES = new Intl.Collator('en', { numeric: true });
  const SLICE_MILLIS = 8;
  const VERDICTS = ['fail', 'warn', 'unknown', 'ok'];
  const byId = id => document.getElementById(id);
  const body = byId('objects').tBodies[0];
  const rows = new Map();
  let snapshot = null;
  let chosen = named();
  let paused = false;
  let order = 'fill';
  let descending = true;
  let due = false;
  let rowsLeft = null;

  function described(object) {
    const queue = QUEUES.includes(object.kind);
    const depth = queue && object.messages !== null ? object.messages : object.used;
    const fill = FILLED.includes(object.kind) && object.limit && object.used !== null ? Math.min(1, object.used / object.limit) : -1;
    return {
      ...object,
      queue,
      id: object.kind + ' ' + object.name + (object.key ? ' ' + object.key : ''),
      title: object.kind + ' ' + object.name + (object.key ? ' ' + object.key : ''),
      depth,
      fill,
      full: fill >= FULL,
      high: fill >= HIGH && fill < FULL,
    };
  }

  function text(element, value) {
    if (element.textContent !== value) element.textContent = value;
  }

  function number(value) {
    return value === null || value === undefined ? '-' : NUMBERS.format(value);
  }

  function cell(row, className) {
    const made = document.createElement('td');
    made.className = className;
    made.setAttribute('role', 'cell');
    row.append(made);
    return made;
  }

  function newRow(object) {
    const row = document.createElement('tr');
    row.setAttribute('role', 'row'); // its display is not that of a table
    const kind = cell(row, '');
    const badge = document.createElement('span');
    badge.className = 'kind ' + object.kind;
    badge.textContent = object.kind;
    kind.append(badge);
    const head = document.createElement('th');
    head.scope = 'row';
    head.setAttribute('role', 'rowheader');
    head.dataset.kind = object.kind;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = object.name + (object.key ? ' ' + object.key : '');
    button.addEventListener('click', () => choose(object.id));
    head.append(button);
    row.append(head);
    const bar = document.createElement('div');
    bar.className = 'bar';
    bar.setAttribute('role', 'img');
    const filled = document.createElement('div');
    bar.append(filled);
    cell(row, '').append(bar);
    return {
      row, button, bar, filled,
      depth: cell(row, 'number'), limit: cell(row, 'number wide'), in: cell(row, 'number wide'),
      out: cell(row, 'number wide'), holders: cell(row, 'number wide'), waiters: cell(row, 'number'),
    };
  }

  function fillRow(parts, object) {
    text(parts.depth, number(object.depth));
    text(parts.limit, number(object.limit) + (object.limit !== null && object.unit === 'bytes' ? ' B' : ''));
    text(parts.in, rate(object['in-at-least']));
    text(parts.out, rate(object['out-at-least']));
    text(parts.holders, number(object.holders));
    text(parts.waiters, number(object.waiters));
    if (parts.ratio !== object.fill) {
      parts.ratio = object.fill;
      parts.bar.hidden = object.fill < 0;
      parts.bar.classList.toggle('full', object.full);
      parts.bar.classList.toggle('high', object.high);
      parts.bar.setAttribute('aria-label', Math.round(object.fill * 100) + ' % full');
      parts.filled.style.transform = 'scaleX(' + Math.max(0, object.fill) + ')';
    }
    const isChosen = object.id === chosen;
    if (parts.chosen !== isChosen) {
      parts.chosen = isChosen;
      parts.row.classList.toggle('chosen', isChosen);
      parts.button.setAttribute('aria-pressed', String(isChosen));
    }
  }

  function rate(value) {
    return value === null ? '-' : value.toFixed(1);
  }

  function compare(one, other) {
    const a = one[order];
    const b = other[order];
    const difference = typeof a === 'string' ? NAMES.compare(a, b) : (a ?? -1) - (b ?? -1);
    return (descending ? -difference : difference) || NAMES.compare(one.title, other.title);
  }

  function visible() {
    const wanted = byId('filter').value.trim().toLowerCase();
    return snapshot.objects.filter(object => object.title.toLowerCase().includes(wanted)).sort(compare);
  }

  /** Stops behind each row: hundreds of them are drawn over several frames, and the page answers in between. */
  function* drawRows(objects) {
    const kept = new Set(objects.map(each => each.id));
    for (const [id, parts] of rows) {
      if (kept.has(id)) continue;
      parts.row.remove();
      rows.delete(id);
    }
    let next = body.firstElementChild;
    for (const object of objects) {
      let parts = rows.get(object.id);
      if (!parts) rows.set(object.id, parts = newRow(object));
      fillRow(parts, object);
      // A row that has gone down is put aside, so that those behind it need not move.
      if (next && parts.row === next.nextElementSibling) {
        const down = next;
        next = parts.row;
        move(down, null);
      }
      if (parts.row === next) next = next.nextElementSibling;
      else move(parts.row, next);
      yield;
    }
  }

  function drawSomeRows() {
    const end = performance.now() + SLICE_MILLIS;
    while (performance.now() < end) {
      if (!rowsLeft.next().done) continue;
      rowsLeft = null;
      if (due) requestAnimationFrame(draw);
      return;
    }
    requestAnimationFrame(drawSomeRows);
  }

  /** A row that moves keeps the focus. */
  function move(row, next) {
    const focused = row.contains(document.activeElement) ? document.activeElement : null;
    body.insertBefore(row, next);
    if (focused) focused.focus({ preventScroll: true });
  }

  function draw() {
    due = false;
    if (!snapshot) return;
    const objects = visible();
    rowsLeft = drawRows(objects);
    drawSomeRows();
    byId('nothing').hidden = snapshot.objects.length > 0;
    const object = snapshot.objects.find(each => each.id === chosen);
    depthLines.draw(object ? [object] : objects.filter(each => each.queue && each.depth !== null).slice(0, depthLines.MOST));
    text(byId('chosen-title'), object ? object.title : 'Depth');
    tiles.draw(snapshot.objects);
    objectActions.show(object);
    byId('users').hidden = !object;
    if (object) {
      text(byId('held-by'), OPENED_BY_NOBODY.includes(object.kind) ? 'nobody: System V queues and semaphores are not opened'
        : processes(object['held-by'], object.holders));
      text(byId('waiting'), processes(object.waiting, object.waiters));
    }
    const hidden = snapshot['hidden-processes'];
    const problems = [...snapshot.problems];
    if (hidden > 0) problems.push('Processes that cannot be looked into: ' + hidden + '. There may be more holders and waiters.');
    if (byId('problems').dataset.shown !== problems.join('\n')) {
      byId('problems').dataset.shown = problems.join('\n');
      byId('problems').replaceChildren(...problems.map(problem => item(problem)));
    }
  }

  function processes(found, count) {
    if (found.length > 0) return found.map(each => each.pid + ' ' + each.command + ' ' + each.use).join(', ');
    return count === 0 ? 'nobody' : count === null ? 'not known' : String(count);
  }

  function item(value) {
    const made = document.createElement('li');
    made.textContent = value;
    return made;
  }

  function redraw() {
    if (due) return;
    due = true;
    if (!rowsLeft) requestAnimationFrame(draw);
  }

  /** The address names what is chosen: an object has a page that can be loaded again and kept. */
  function choose(id) {
    history.pushState(null, '', id === chosen ? location.pathname : '#' + encodeURIComponent(id));
    chooseNamed();
    if (chosen && innerWidth < 1200) byId('chosen').scrollIntoView({ block: 'start' });
  }

  function named() {
    try {
      return decodeURIComponent(location.hash.slice(1)) || null;
    } catch (noEncodedName) {
      return null;
    }
  }

  function chooseNamed() {
    chosen = named();
    objectActions.forget();
    redraw();
    showMessages();
  }

  async function asked(path) {
    const answer = await fetch(path, { cache: 'no-store' });
    if (!answer.ok) throw new Error('the server answers ' + answer.status);
    return answer.json();
  }

  async function showMessages() {
    const object = snapshot && snapshot.objects.find(each => each.id === chosen);
    byId('messages').hidden = !object || !object.queue;
    byId('messages-list').replaceChildren();
    byId('messages-again').hidden = !object || object.kind !== 'sysv';
    if (!object || object.kind !== 'sysv') {
      text(byId('messages-state'), 'Messages of a POSIX queue cannot be shown: the kernel only hands them out by taking them.');
      return;
    }
    try {
      const found = await asked('messages/' + object.name);
      if (object.id !== chosen) return;
      text(byId('messages-state'), found.problem || (found.messages.length === 0 ? 'The queue is empty.'
        : 'They stay in the queue. The last one was sent last.'));
      byId('messages-list').start = (found.first || 0) + 1;
      byId('messages-list').replaceChildren(...(found.messages || []).map(each => item(shown(each))));
    } catch (failure) {
      text(byId('messages-state'), String(failure.message));
    }
  }

  function shown(each) {
    const { type, text: plain, base64, size } = each.message;
    return 'type ' + type + '  ' + (plain === undefined ? 'base64 ' + base64 : plain)
      + (size < each.bytes ? ' … (' + each.bytes + ' bytes)' : '');
  }

  async function showLimits() {
    text(byId('limits-state'), 'checking');
    try {
      const report = await asked('limits');
      tiles.limits(report.findings);
      const worstFirst = [...report.findings].sort((one, other) => VERDICTS.indexOf(one.verdict) - VERDICTS.indexOf(other.verdict));
      byId('limits').tBodies[0].replaceChildren(...worstFirst.map(finding));
      text(byId('limits-state'), 'The worst: ' + report.verdict);
    } catch (failure) {
      text(byId('limits-state'), String(failure.message));
    }
  }

  function finding(found) {
    const row = document.createElement('tr');
    const verdict = document.createElement('span');
    verdict.className = 'verdict ' + found.verdict;
    verdict.textContent = found.verdict;
    cell(row, '').append(verdict);
    cell(row, '').textContent = found.name;
    const value = cell(row, '');
    value.textContent = found.value;
    if (found.verdict !== 'ok') value.append(line('effect', found.effect), line('remedy', found.remedy));
    return row;
  }

  function line(className, value) {
    const made = document.createElement('span');
    made.className = className;
    made.textContent = value;
    return made;
  }

  function state(what) {
    const time = snapshot ? new Date(snapshot.time).toLocaleTimeString('en', { hourCycle: 'h23' }) : '';
    text(byId('state'), [what, time].filter(part => part).join(' · '));
    document.body.dataset.state = what;
  }

  function pause() {
    paused = !paused;
    byId('pause').textContent = paused ? 'Resume' : 'Pause';
    byId('pause').setAttribute('aria-pressed', String(paused));
    state(paused ? 'paused' : 'live');
  }

  const events = new EventSource('events');
  events.onmessage = event => {
    const first = !snapshot;
    const seen = JSON.parse(event.data);
    seen.objects = seen.objects.map(described);
    depthLines.note(Date.parse(seen.time) / 1000, seen.objects);
    if (paused) return;
    snapshot = seen;
    state('live');
    redraw();
    if (first && chosen) showMessages();
  };
  events.onerror = () => state(events.readyState === EventSource.CLOSED ? 'the server is gone' : 'connecting again');

  for (const head of document.querySelectorAll('#objects th[data-order]')) {
    head.firstElementChild.addEventListener('click', () => {
      const next = head.dataset.order;
      descending = next === order ? !descending : !['kind', 'name'].includes(next);
      order = next;
      document.querySelectorAll('#objects th[data-order]').forEach(each => each.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      redraw();
    });
  }
  addEventListener('popstate', chooseNamed);
  byId('filter').addEventListener('input', redraw);
  byId('pause').addEventListener('click', pause);
  byId('messages-again').addEventListener('click', showMessages);
  byId('limits-again').addEventListener('click', showLimits);
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || objectActions.isAsking()) return;
    if (event.key === 'Escape' && chosen) choose(chosen);
    if (event.target instanceof HTMLInputElement) return;
    if (event.key === 'p') pause();
    if (event.key === '/') {
      event.preventDefault();
      byId('filter').focus();
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') walk(event);
  });

  /** From the page to the first object, and from one object to the next. */
  function walk(event) {
    const buttons = [...body.querySelectorAll('th button')];
    const now = buttons.indexOf(document.activeElement);
    if (now < 0 && document.activeElement !== document.body) return;
    const next = buttons[now + (event.key === 'ArrowDown' ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }

  showLimits();
})();
