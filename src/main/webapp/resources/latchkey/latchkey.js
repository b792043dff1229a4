/*
 * What the pages do in the browser beside PrimeFaces: menus, times in the visitor's own zone and words, the clipboard.
 * It runs before the body is read, so that no button is there without what it does.
 */
window.latchkey = (() => {
  const language = document.documentElement.lang || 'en';
  const exact = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const withSeconds = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const toTheSecond = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' });
  const zone = new Intl.DateTimeFormat(language, { timeZoneName: 'longGeneric' }).formatToParts().find(({ type }) => type === 'timeZoneName').value;
  const relative = new Intl.RelativeTimeFormat(language);
  const now = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(0, 'second');
  const days = new Intl.NumberFormat(language, { style: 'unit', unit: 'day', unitDisplay: 'long' });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(language);
  const steps = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

  function ago(time) {
    const seconds = Math.min(0, (time - Date.now()) / 1000);
    const [unit, length] = steps.find(([, size]) => -seconds >= size) || ['second', 1];
    const count = Math.ceil(seconds / length);
    // As numbers, not "yesterday", which would be wrong for 47 hours ago.
    return count === 0 ? now : relative.format(count, unit);
  }

  function put(element, text, title) {
    // Only if it differs: otherwise, the observer below would be called again and again.
    if (element.textContent !== text) element.textContent = text;
    if (title && element.title !== title) element.title = title;
  }

  function dress() {
    document.querySelectorAll('time[datetime]').forEach((element) => {
      if ('ago' in element.dataset && element.tabIndex < 0) element.tabIndex = 0;
      const time = new Date(element.dateTime);
      const text = 'ago' in element.dataset ? ago(time) : ('seconds' in element.dataset ? withSeconds : exact).format(time);
      put(element, text, toTheSecond.format(time));
    });
    document.querySelectorAll('[data-zone]').forEach((element) => put(element, zone));
    document.querySelectorAll('[data-day]').forEach((element) => put(element, day.format(new Date(element.dataset.day))));
    document.querySelectorAll('dd[data-number], td[data-number], span[data-number]').forEach((element) => {
      element.dataset.number ||= element.textContent;
      put(element, number.format(element.dataset.number));
    });
    document.querySelectorAll('[data-days]').forEach((element) => put(element, days.format(element.dataset.days)));
    document.querySelectorAll('select[data-rights]').forEach(showRight);
    document.querySelectorAll('input[data-instant]:not([data-filled])').forEach(fillInstant);
    /* Not by the attribute itself: MyFaces writes one without a value, which opens it. */
    document.querySelectorAll('details[data-open="true"]').forEach((details) => {
      details.open = true;
      details.removeAttribute('data-open');
    });
    document.querySelectorAll('.ui-reflow-dropdown').forEach(showOrder);
  }

  /* PrimeFaces leaves it without a name, and at an order that the rows do not have. */
  function showOrder(select) {
    select.ariaLabel = document.getElementById('words').dataset.sort;
    const sorted = select.closest('.ui-datatable').querySelector('th:is([aria-sort=ascending], [aria-sort=descending])');
    if (sorted) select.value = `${sorted.id}_${sorted.ariaSort === 'descending' ? 1 : 0}`;
  }

  /* A time is chosen in the visitor's zone, and kept in UTC in the hidden field before it. */
  function fillInstant(input) {
    const kept = input.previousElementSibling;
    const time = new Date(kept.value);
    if (Number.isNaN(time.getTime())) {
      // Incomplete input is not restored; an empty field means that there is no time.
      if (kept.value) input.setAttribute('aria-invalid', 'true');
      kept.value = '';
      input.value = '';
      input.dataset.filled = '';
      return;
    }
    input.dataset.filled = kept.value;
    input.defaultValue = new Date(time - time.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
    input.value = input.defaultValue;
  }

  function keepInstant(input) {
    const time = new Date(input.value);
    const kept = input.previousElementSibling;
    // Incomplete input is not the same as none: the server refuses it.
    if (input.validity.badInput || (input.value && Number.isNaN(time.getTime()))) kept.value = '?';
    // Keeps the seconds, which the field does not show.
    else if (input.value === input.defaultValue) kept.value = input.dataset.filled;
    else kept.value = input.value ? time.toISOString() : '';
  }

  function showRight(select) {
    select.closest('form').querySelectorAll('[data-right]').forEach((about) => {
      const hidden = about.dataset.right !== select.value;
      if (about.hidden !== hidden) about.hidden = hidden;
    });
  }

  let silence;
  function hush() {
    clearTimeout(silence);
    document.getElementById('said').replaceChildren();
  }

  /* What was done is soon past; what was not is there until it was read and dismissed, or something else is tried. */
  function say(text, stays) {
    hush();
    const said = document.getElementById('said');
    said.textContent = text;
    if (!stays) {
      silence = setTimeout(hush, 6000);
      return;
    }
    const words = document.getElementById('words').dataset;
    const dismiss = Object.assign(document.createElement('button'), { type: 'button', className: 'quiet', textContent: '✕', ariaLabel: words.dismiss });
    dismiss.dataset.hush = '';
    said.append(dismiss);
  }

  /* The clipboard's own interface is there only under TLS and on localhost. */
  async function toClipboard(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (refused) {
      const focused = document.activeElement;
      const area = document.createElement('textarea');
      area.value = text;
      (openDialog() || document.body).append(area);
      area.select();
      const copied = document.execCommand('copy');
      area.remove();
      focused?.focus();
      return copied;
    }
  }

  async function copy(text, done) {
    const words = document.getElementById('words').dataset;
    const copied = await toClipboard(text);
    say(copied ? done : words.failed, !copied);
    return copied;
  }

  /* Browsers let a page copy for a moment after a click alone: what the server has yet to say is promised to the clipboard. */
  let promised;
  function promiseCopy() {
    promised = {};
    const text = new Promise((keep, breakIt) => Object.assign(promised, { keep, breakIt })).then((key) => new Blob([key], { type: 'text/plain' }));
    text.catch(() => {});
    try {
      promised.copied = navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]).then(() => true, () => false);
    } catch (unknown) {
      promised.copied = Promise.resolve(false);
    }
  }

  /* A key that could not be copied is there to be copied by hand. */
  function showSecret(secret) {
    const field = document.getElementById('copyKey');
    field.value = secret;
    const widget = PF('copy');
    widget.cfg.onShow = () => field.select();
    widget.cfg.onHide = () => {
      field.value = '';
      refocus();
    };
    widget.show();
  }

  /* Copies what is shown once, and remembers that it was: from then on its dialog closes without a question. */
  async function take(field) {
    field.select();
    if (await copy(field.value, document.getElementById('words').dataset.copied)) taken(field);
  }

  /* Nothing beside it counts, such as the example, nor does a part of it. */
  function taken(field) {
    const isWhole = field.selectionStart === 0 && field.selectionEnd === field.value?.length;
    if (isWhole && field.matches('input[data-select]')) field.closest('.made')?.setAttribute('data-taken', '');
  }

  function menuOf(button) {
    return document.getElementById(button.dataset.menu);
  }

  function closeMenus(but) {
    document.querySelectorAll('[data-menu][aria-expanded="true"]').forEach((button) => {
      if (button !== but) {
        button.setAttribute('aria-expanded', 'false');
        menuOf(button).hidden = true;
      }
    });
  }

  function toggleMenu(button) {
    const menu = menuOf(button);
    closeMenus(button);
    menu.hidden = !menu.hidden;
    button.setAttribute('aria-expanded', String(!menu.hidden));
    if (!menu.hidden) menu.querySelector('[role=menuitem]').focus();
  }

  function items(menu) {
    return [...menu.querySelectorAll('[role=menuitem]')];
  }

  /* The exact time of "3 days ago", for who has no pointer to rest on it. */
  function showTip(element) {
    const tip = document.getElementById('tip');
    tip.textContent = element.title;
    tip.hidden = false;
    const at = element.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${at.bottom + tip.offsetHeight + 12 > window.innerHeight ? at.top - tip.offsetHeight - 6 : at.bottom + 6}px`;
    element.setAttribute('aria-describedby', 'tip');
  }

  function hideTip() {
    const tip = document.getElementById('tip');
    // Something may take the focus while the rest of the page is still being read.
    if (tip) tip.hidden = true;
    document.querySelectorAll('[aria-describedby=tip]').forEach((element) => element.removeAttribute('aria-describedby'));
  }

  document.addEventListener('focusin', (event) => {
    hideTip();
    if (event.target.matches('time[data-ago]')) showTip(event.target);
  });
  document.addEventListener('focusout', hideTip);
  document.addEventListener('scroll', hideTip, true);

  function openDialog() {
    return document.querySelector('.ui-dialog[aria-hidden="false"]');
  }

  function isChanged(field) {
    if (field.type === 'checkbox') return field.checked !== field.defaultChecked;
    if (!field.options) return field.value !== field.defaultValue;
    // Without one that the page has chosen, the browser has chosen the first.
    return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
  }

  /* What was typed or chosen in a dialog; what was not accepted there comes back as if the page had filled it in. */
  function holdsWork(dialog) {
    // Passwords are filled in by browsers, too.
    const fields = [...dialog.querySelectorAll('input:not([type=hidden], [type=password]), textarea, select')];
    return fields.some((field) => !field.readOnly && isChanged(field))
      || ('touched' in dialog.dataset && dialog.querySelector('ul.problem, .wrong:not(:empty)'));
  }

  /* What is shown once is gone with its dialog. */
  function wouldBeLost(dialog) {
    return dialog.querySelector('.made:not([data-taken]) [data-copy]');
  }

  function mayClose(dialog) {
    const words = document.getElementById('words').dataset;
    return (!wouldBeLost(dialog) || window.confirm(words.uncopied)) && (!holdsWork(dialog) || window.confirm(words.discard));
  }

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    hideTip();
    const dialog = openDialog();
    if (dialog && !mayClose(dialog)) event.stopImmediatePropagation();
  }, true);
  // Before PrimeFaces closes the dialog.
  document.addEventListener('click', (event) => {
    const closing = event.target.closest('.ui-dialog-titlebar-close, [data-hide]');
    if (closing && !mayClose(closing.closest('.ui-dialog'))) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
  document.addEventListener('input', (event) => event.target.closest('.ui-dialog')?.setAttribute('data-touched', ''));
  /* Nor is it gone with the page; the browser asks in its own words, unless the server has sent the user elsewhere. */
  let sentElsewhere = false;
  window.addEventListener('beforeunload', (event) => {
    const dialog = openDialog();
    const work = document.querySelector('form.work');
    if (!sentElsewhere && (dialog ? wouldBeLost(dialog) || holdsWork(dialog) : work && holdsWork(work))) event.preventDefault();
  });
  document.addEventListener('copy', (event) => taken(event.target));
  /* What the browser has kept may be of a session that has ended, or of another user. */
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) window.location.reload();
  });

  let opener;
  let asking;
  let stopped = false;
  function answerIsThere() {
    asking?.removeAttribute('aria-busy');
    asking = undefined;
  }

  document.addEventListener('click', (event) => {
    const on = (selector) => event.target.closest(selector);
    const menu = on('[data-menu]');
    if (menu) {
      toggleMenu(menu);
      return;
    }
    const call = on('[data-call]');
    // One request at a time: a second response would fill the dialog again and discard what has been typed.
    if (call && !asking) {
      asking = call;
      call.setAttribute('aria-busy', 'true');
      opener = call.closest('.menu')?.querySelector('[data-menu]') || call;
      opener.dataset.again = opener.dataset.menu
        ? `[data-menu="${opener.dataset.menu}"]`
        : `[data-call="${call.dataset.call}"][data-number="${call.dataset.number || ''}"], [data-call="${call.dataset.call}"]`;
      if (call.dataset.call === 'latchkeyCopy') promiseCopy();
      // Not before the page is ready: PrimeFaces has to put the nonce into the form, or the server refuses the request.
      jQuery(() => window[call.dataset.call]([
        { name: 'number', value: call.dataset.number || '' },
        { name: 'name', value: call.dataset.name || '' },
        { name: 'seen', value: call.getAttribute('aria-checked') || '' },
      ]));
    }
    if (on('[data-hush]')) {
      hush();
      const dialog = openDialog();
      if (dialog) dialog.querySelector('.actions button').focus();
      else refocus();
    }
    const stop = on('[data-stop]');
    if (stop) {
      stopped = true;
      stop.disabled = true;
    }
    const hide = on('[data-hide]');
    if (hide) PF(hide.dataset.hide).hide();
    const from = on('[data-copy]');
    if (from) take(document.getElementById(from.dataset.copy));
    closeMenus();
  });

  document.addEventListener('keydown', (event) => {
    const menu = event.target.closest('[role=menu]');
    if (event.key === 'Escape' && menu) {
      const button = document.querySelector(`[data-menu="${menu.id}"]`);
      closeMenus();
      button.focus();
      event.stopPropagation();
    }
    if (menu && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const all = items(menu);
      const step = event.key === 'ArrowDown' ? 1 : all.length - 1;
      all[(all.indexOf(document.activeElement) + step) % all.length].focus();
      event.preventDefault();
    }
    if (menu && event.key === 'Tab') closeMenus();
  });

  // An incomplete date does not trigger an input event.
  document.addEventListener('click', (event) => {
    event.target.closest('[type=submit]')?.form?.querySelectorAll('input[data-instant]').forEach(keepInstant);
  }, true);
  document.addEventListener('focusout', (event) => {
    if (event.target.matches('input[data-instant]')) keepInstant(event.target);
  });
  /* Nobody waits for an upload that will be refused; some servers end its connection without saying why. */
  function refuseTooLarge(input) {
    if (input.files[0]?.size <= input.dataset.most) return;
    input.value = '';
    const problem = Object.assign(document.createElement('p'), { className: 'problem', textContent: input.dataset.tooLarge });
    document.getElementById(input.dataset.outdates).replaceChildren(problem);
  }

  document.addEventListener('change', (event) => {
    if (event.target.matches('input[data-most]') && event.target.files.length) refuseTooLarge(event.target);
    if (event.target.matches('select[data-rights]')) showRight(event.target);
    if (event.target.matches('input[data-instant]')) keepInstant(event.target);
  });
  /* How often what is to be imported was changed, and how often when it was last sent. */
  let edits = 0;
  let sentEdits = 0;
  document.addEventListener('input', (event) => {
    // The result of checking one file does not apply to another.
    if (event.target.matches('[data-outdates]')) {
      edits += 1;
      document.getElementById(event.target.dataset.outdates).replaceChildren();
    }
    // What is pasted counts instead of the file, which is still where it was chosen; not the other way round.
    if (event.target.matches('[data-instead]') && !event.inputType?.startsWith('delete')) document.getElementById(event.target.dataset.instead).value = '';
    if (event.target.matches('input[data-instant]')) keepInstant(event.target);
  });

  document.addEventListener('DOMContentLoaded', () => {
    /* Not by the attribute of HTML: MyFaces also writes one whose value is null. */
    document.querySelector('[data-focus="true"]')?.focus();
    document.querySelector('.heading nav [aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
    new MutationObserver(dress).observe(document.body, { childList: true, subtree: true });
    dress();
    // Updates relative times such as "3 minutes ago".
    setInterval(dress, 60000);
  });

  function tell(args) {
    if (args?.said) say(args.said, !args.done);
  }

  /* Where the user was: the list may have been drawn anew since. */
  function refocus() {
    const again = opener?.isConnected ? opener : document.querySelector(opener?.dataset?.again || '#main');
    (again || document.getElementById('main')).focus();
  }

  /* The form of what the user is at, which has more in it than what is on the server. */
  function workplace() {
    return openDialog()?.querySelector('form') || document.querySelector('form.work');
  }

  /* A request that failed is said, or the user waits for what never comes: in the form that it was sent from it stays. */
  function failed(text, ...more) {
    const form = workplace();
    if (!form) {
      say(text, true);
      return;
    }
    let note = form.querySelector('.unanswered');
    if (!note) {
      note = document.createElement('p');
      note.className = 'problem unanswered';
      note.setAttribute('role', 'alert');
      form.prepend(note);
    }
    note.replaceChildren(text, ...more);
    note.scrollIntoView({ block: 'nearest' });
  }

  /* Who is only looking signs in again; to anybody else, their work is left to be copied. */
  function signedOut(signIn) {
    if (!workplace()) {
      window.location.assign(signIn);
      return;
    }
    const words = document.getElementById('words').dataset;
    const link = Object.assign(document.createElement('a'), { href: signIn, textContent: words.signIn });
    // The text before it says already that what is not copied is lost.
    link.addEventListener('click', () => { sentElsewhere = true; });
    failed(`${words.ended} `, link);
  }

  /* Whether a request was answered in some way; one whose button its user may not press any more is answered by nothing. */
  let complained = false;
  function answeredAtAll(args) {
    const answered = complained || args?.opened || args?.done || args?.said || args?.refused || args?.validationFailed || args?.redirect;
    if (!answered) failed(document.getElementById('words').dataset.nothing);
    complained = false;
    return answered;
  }

  /* What was sent from the list only reads; what else was sent may have been done although nobody has said so. */
  function lost(event, xhr, settings) {
    const words = document.getElementById('words').dataset;
    complained = true;
    if (xhr?.status === 413) failed(words.large);
    else failed(/^(ask|list):/.test(settings?.source?.id || settings?.source) ? words.broken : words.unknown);
    // PrimeFaces does so only after a response.
    document.querySelectorAll('.ui-button.ui-state-loading').forEach((button) => {
      PrimeFaces.utils.enableButton(jQuery(button));
      button.classList.remove('ui-state-loading');
      button.querySelector('.ui-icon-loading')?.remove();
      button.focus();
    });
  }
  window.jQuery?.(document).on('pfAjaxSend', () => {
    complained = false;
    sentEdits = edits;
    document.querySelector('.unanswered')?.remove();
    hush();
  });
  // Not every page has PrimeFaces.
  window.jQuery?.(document).on('pfAjaxError', lost);
  if (window.PrimeFaces?.ajax?.Utils) {
    const redirect = PrimeFaces.ajax.ResponseProcessor.doRedirect;
    PrimeFaces.ajax.ResponseProcessor.doRedirect = (...to) => {
      sentElsewhere = true;
      redirect(...to);
    };
    PrimeFaces.ajax.Utils.handleError = (name, message) => {
      const words = document.getElementById('words').dataset;
      const why = `${name} ${message}`;
      complained = true;
      if (name === 'SessionEnded') signedOut(message);
      else if (/RoleMissing|role does not allow/.test(why)) failed(words.nothing);
      // A page whose view the server has discarded cannot be used any more.
      else if (/ViewExpired/.test(why)) failed(words.forgotten);
      else failed(workplace() ? words.unknown : words.broken);
    };
  }

  return {
    /* Shows a dialog that was filled for a key, unless the key is gone. */
    show(dialog, args) {
      answerIsThere();
      tell(args);
      if (!answeredAtAll(args) || !args?.opened) {
        // The list was rendered again, and the pressed element replaced.
        if (!opener?.isConnected) refocus();
        return;
      }
      const widget = PF(dialog);
      widget.jq[0].removeAttribute('data-touched');
      widget.cfg.onHide = () => {
        // The key is shown only once, and must not stay in the page.
        document.querySelector(`[id="${dialog}Form"] .made`)?.remove();
        refocus();
      };
      widget.show();
    },
    /* After a form was answered: done closes its dialog, unless it has none or that has more to show. */
    answered(dialog, args, stays) {
      tell(args);
      if (!answeredAtAll(args)) return;
      if (args?.done && !stays) PF(dialog).hide();
      // Collapsed fields cannot be focused.
      dress();
      // The first field that was not accepted; the message beneath it is read out with it.
      if (!args?.done) document.querySelector(`[id="${dialog}Form"] [aria-invalid=true]`)?.focus();
      const shown = args?.done && stays && document.querySelector(`[id="${dialog}Form"] [data-select]`);
      if (shown) {
        shown.focus();
        shown.select?.();
      }
    },
    /* Has it read out how many keys a search has found: who does not see the list does not know that it is another. */
    found() {
      const found = document.getElementById('list:found');
      if (found) document.getElementById('heard').textContent = found.textContent;
    },
    /* Goes on with what is done part by part, until it is done, cannot be or is stopped. */
    goOn(args, command) {
      tell(args);
      const goesOn = Boolean(args?.again) && !stopped;
      stopped = false;
      const stop = document.querySelector('[data-stop]');
      stop.disabled = false;
      document.querySelectorAll('[data-going]').forEach((element) => { element.hidden = goesOn !== (element.dataset.going === 'true'); });
      // The button that had the focus has been drawn anew, or is hidden now.
      const focused = document.activeElement;
      if (!focused || focused === document.body || focused.hidden) (goesOn ? stop : document.getElementById('main')).focus();
      if (goesOn) window[command]();
    },
    /* The result of checking one text does not apply to what has been put in its place meanwhile. */
    checked(args) {
      tell(args);
      const result = document.getElementById('importForm:result');
      if (edits === sentEdits) result.focus();
      else result.replaceChildren();
    },
    /* What was imported does not stay in the page: it holds keys. What has been put in its place meanwhile does. */
    imported(args) {
      tell(args);
      if (edits !== sentEdits) return;
      if (args?.done) document.getElementById('importForm').reset();
      document.getElementById('importForm:result').focus();
    },
    async copied(args) {
      answerIsThere();
      if (!args?.secret) {
        promised?.breakIt(new Error('There is no key'));
        if (answeredAtAll(args)) tell(args);
        if (!opener?.isConnected) refocus();
        return;
      }
      promised?.keep(args.secret);
      if (await promised?.copied || await toClipboard(args.secret)) say(args.copied);
      else showSecret(args.secret);
    },
  };
})();

/* The theme's colours and the language's days for the chart of requests; PrimeFaces calls it before it draws. */
window.latchkeyChart = function latchkeyChart() {
  const { config } = this.cfg;
  const language = document.documentElement.lang || 'en';
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  config.data.labels = config.data.labels.map((date) => day.format(new Date(date)));
  [colour('--accent'), colour('--danger')].forEach((paint, i) => {
    config.data.datasets[i].backgroundColor = paint;
    config.data.datasets[i].borderRadius = 2;
  });
  const axis = (more) => ({ stacked: true, grid: { color: colour('--line') }, border: { color: colour('--line') }, ticks: { color: colour('--muted'), ...more } });
  config.options = {
    maintainAspectRatio: false,
    animation: false,
    interaction: { mode: 'index', intersect: false },
    plugins: { legend: { labels: { color: colour('--ink'), boxWidth: 12 } } },
    scales: { x: { ...axis({ maxRotation: 0, autoSkipPadding: 16 }), grid: { display: false } }, y: { ...axis({ precision: 0 }), beginAtZero: true } },
  };
};
