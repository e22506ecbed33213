// The indicator table: edited in place, redrawn from the server without losing what is being typed.
// A cell is sent when it loses the focus or on Enter; Enter that ends a Chinese input method's word is left to the input method.
const slot = element.querySelector('.jx-slot');
let composing = false, waiting = null, before = null;
// What was sent and not yet seen in an answer: shown until the answer comes, sent again by a page that was loaded anew before it came.
const PENDING = 'jixiao-unsent';
const unsent = new Map(JSON.parse(sessionStorage.getItem(PENDING) || '[]'));
let again = unsent.size > 0;
const keep = () => sessionStorage.setItem(PENDING, JSON.stringify([...unsent]));
const send = (key, sent) => { const [row, field] = key.split('|'); trigger('cell', { row, field, before: sent.before, value: sent.value }); };

const editing = () => { const a = document.activeElement; return a && slot.contains(a) && a.isContentEditable ? a : null; };
const keyOf = cell => cell.closest('tr').dataset.row + '|' + cell.dataset.field;
const seqNow = () => Number(slot.querySelector('table')?.dataset.seq || 0);

// Where the focus is, as a selector that finds the same place in the table drawn anew: who works by keyboard goes on from there.
function placeOf(node) {
    if (!node || !slot.contains(node)) return null;
    const row = node.closest('tr')?.dataset.row, { act, field, finding } = node.dataset;
    const own = finding ? `[data-finding="${CSS.escape(finding)}"][data-act="${act}"]` : act ? `[data-act="${act}"]` : field ? `[data-field="${field}"]` : null;
    return own && (row ? `tr[data-row="${CSS.escape(row)}"] ${own}` : own);
}

function draw(html) {
    if (composing || editing()) { waiting = html; return; }
    waiting = null;
    const at = placeOf(document.activeElement);
    slot.innerHTML = html || '';
    if (at) slot.querySelector(at)?.focus();
    if (!slot.querySelector('table')) return;
    const refused = slot.querySelector('table').dataset.refused;
    for (const [key, sent] of unsent) {
        const [row, field] = key.split('|');
        const cell = slot.querySelector(`tr[data-row="${CSS.escape(row)}"] [data-field="${field}"]`);
        if (again && cell?.isContentEditable && cell.textContent.trim() === sent.before) { sent.seq = seqNow(); send(key, sent); }
        else if (again || seqNow() > sent.seq || key === refused) { unsent.delete(key); continue; }
        if (cell) { cell.textContent = sent.value; cell.classList.add('jx-saving'); }
    }
    again = false;
    keep();
}

slot.addEventListener('compositionstart', () => { composing = true; });
slot.addEventListener('compositionend', () => { composing = false; });
slot.addEventListener('focusin', e => { if (e.target.isContentEditable) before = e.target.textContent; });
slot.addEventListener('keydown', e => {
    if (!e.target.isContentEditable || e.isComposing || e.keyCode === 229) return;
    if (e.key === 'Enter' && !e.shiftKey) { e.preventDefault(); e.target.blur(); }
    if (e.key === 'Escape') { e.target.textContent = before; e.target.blur(); }
});
slot.addEventListener('focusout', e => {
    const cell = e.target;
    if (!cell.isContentEditable) return;
    const value = cell.textContent.trim(), was = (before || '').trim();
    composing = false;
    if (cell.dataset.answer && value) trigger('answer', { about: cell.dataset.answer, value });
    if (cell.dataset.field && value !== was) {
        const key = keyOf(cell), sent = { value, before: was, seq: seqNow() };
        unsent.set(key, sent);
        keep();
        send(key, sent);
    }
    setTimeout(() => { if (waiting !== null && !editing()) draw(waiting); }, 0);
});
slot.addEventListener('click', e => {
    const button = e.target.closest('button[data-act]');
    if (button) trigger('act', { act: button.dataset.act, row: button.closest('tr')?.dataset.row || '', finding: button.dataset.finding || '' });
});
draw(props.value);
watch('value', () => draw(props.value));
