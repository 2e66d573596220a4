'use strict';
/** What the page may do to the chosen object, where 'sluice web' was started with --allow-actions. Each is asked for first. */
const objectActions = (() => {
  const byId = id => document.getElementById(id);
  const box = byId('confirm');
  let allowed = false;
  let object = null;
  let asked = null;

  /** What goes, for each kind. A name that goes is not yet the end of what it names. */
  const LOSS = {
    mq: each => 'Its name goes at once, and no process can open it any more. Who has it open can go on using it. The queue is gone, with '
      + messages(each) + ', when the last one closes it.',
    sysv: each => 'The queue goes at once, with ' + messages(each) + '. Each process that waits on it gets the error EIDRM.',
    semaphore: () => 'Its name goes at once, and no process can open it any more. Who has it open can go on using it.',
    sysvsem: () => 'The set and its values go at once. Each process that waits on it gets the error EIDRM.',
    shm: each => 'Its name goes at once, and no process can open it any more. Who has it open or mapped keeps '
      + bytes(each) + '; they are gone when the last one has let go.',
    sysvshm: each => 'Its key is free at once. Who has it attached keeps ' + bytes(each) + '; they are gone when the last one has detached it.',
  };

  function messages(each) {
    return each.messages === null ? 'its messages' : each.messages === 1 ? 'its 1 message' : 'its ' + each.messages.toLocaleString('en') + ' messages';
  }

  function bytes(each) {
    return 'its ' + ((each.kind === 'shm' ? each.limit : each.used) || 0).toLocaleString('en') + ' bytes';
  }

  /** Shows the buttons of an object, or none. */
  function show(chosen) {
    object = chosen;
    byId('actions').hidden = !allowed || !chosen || !LOSS[chosen.kind];
    byId('empty').hidden = !chosen || !chosen.queue;
  }

  function ask(verb) {
    if (!object) return;
    asked = { verb, object };
    byId('confirm-title').textContent = (verb === 'empty' ? 'Empty ' : 'Remove ') + object.title + '?';
    byId('confirm-loss').textContent = verb === 'empty'
      ? 'This takes ' + messages(object) + ' out of the queue and throws away what it takes. No process will receive it.'
      : LOSS[object.kind](object);
    byId('confirm-users').textContent = object.holders || object.waiters
      ? 'In use now: ' + (object.holders || 0) + ' hold it, ' + (object.waiters || 0) + ' wait.' : '';
    byId('confirm-yes').textContent = verb === 'empty' ? 'Throw the messages away' : 'Remove it';
    box.showModal();
  }

  async function act() {
    if (!asked) return;
    const { verb, object: target } = asked;
    asked = null;
    box.close();
    const name = btoa(String.fromCharCode(...new TextEncoder().encode(target.name)))
      .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    tell(target.title + ': asked for', '');
    try {
      const answer = await fetch('actions/' + verb + '/' + target.kind + '/' + name, { method: 'POST', cache: 'no-store' });
      if (!answer.ok) throw new Error((await answer.text()).trim());
      const { done, problem } = await answer.json();
      tell(problem || target.title + ': ' + done, problem ? 'fail' : 'ok');
    } catch (failure) {
      tell(target.title + ': ' + failure.message, 'fail');
    }
  }

  function tell(text, verdict) {
    byId('action-state').textContent = text;
    byId('action-state').className = verdict;
  }

  byId('remove').addEventListener('click', () => ask('remove'));
  byId('empty').addEventListener('click', () => ask('empty'));
  byId('confirm-no').addEventListener('click', () => box.close());
  byId('confirm-yes').addEventListener('click', act);
  fetch('actions', { cache: 'no-store' }).then(answer => answer.json()).then(answer => {
    allowed = answer.allowed;
    show(object);
  }).catch(() => {}); // the events say that the server is gone

  return { show, forget: () => tell('', ''), isAsking: () => box.open };
})();
