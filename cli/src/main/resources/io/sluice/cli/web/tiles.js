'use strict';
/** What an operator looks at first: how much there is, what is full, what moves, who waits. */
const tiles = (() => {
  const KINDS = [['queue', 'queues', ['mq', 'sysv']], ['semaphore', 'semaphores', ['semaphore', 'sysvsem']],
    ['memory', 'memory', ['shm', 'sysvshm']], ['FIFO', 'FIFOs', ['fifo']]];

  function show(id, value, detail, verdict) {
    const tile = document.getElementById(id);
    const [big, small] = tile.children;
    if (big.textContent !== value) big.textContent = value;
    if (small.textContent !== detail) small.textContent = detail;
    tile.className = verdict || '';
  }

  function sum(objects, of) {
    return objects.reduce((all, each) => all + (of(each) || 0), 0);
  }

  function draw(objects) {
    const counts = KINDS.map(([one, many, kinds]) => [objects.filter(each => kinds.includes(each.kind)).length, one, many]);
    show('tile-objects', objects.length.toLocaleString('en'),
      counts.filter(([count]) => count > 0).map(([count, one, many]) => count + ' ' + (count === 1 ? one : many)).join(', ') || 'none yet');
    const messages = sum(objects, each => each.messages);
    show('tile-messages', messages.toLocaleString('en'), messages === 1 ? 'message in a queue' : 'messages in queues');
    const fullest = objects.reduce((most, each) => (each.queue && each.fill > (most ? most.fill : 0) ? each : most), null);
    show('tile-fullest', fullest ? Math.round(fullest.fill * 100) + ' %' : '-', fullest ? 'full: ' + fullest.title : 'no queue has messages',
      fullest && fullest.full ? 'fail' : '');
    show('tile-rates', sum(objects, each => each['in-at-least']).toFixed(1) + ' / '
      + sum(objects, each => each['out-at-least']).toFixed(1), 'in and out a second, at least');
    const waiters = sum(objects, each => each.waiters);
    show('tile-waiters', waiters.toLocaleString('en'), waiters === 1 ? 'waits in a call' : 'wait in a call');
  }

  function limits(findings) {
    const found = verdict => findings.filter(each => each.verdict === verdict).length;
    const worst = ['fail', 'warn', 'unknown'].filter(verdict => found(verdict) > 0);
    show('tile-limits', worst[0] || 'ok', 'limits: ' + worst.map(verdict => found(verdict) + ' ' + verdict).concat(found('ok') + ' ok').join(', '),
      worst[0] || 'ok');
  }

  return { draw, limits };
})();
