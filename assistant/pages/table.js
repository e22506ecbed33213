// The indicator table: edited in place, redrawn from the server without losing what is being typed.
// A cell is sent when it loses the focus or on Enter; Enter that ends a Chinese input method's word is left to the input method.
const slot = element.querySelector('.jx-slot');
let composing = false, waiting = null, before = null;
const unsent = new Map();                       // what was sent and not yet seen in an answer: shown until the answer comes

const editing = () => { const a = document.activeElement; return a && slot.contains(a) && a.isContentEditable ? a : null; };
const keyOf = cell => cell.closest('tr').dataset.row + '|' + cell.dataset.field;
const seqNow = () => Number(slot.querySelector('table')?.dataset.seq || 0);

function draw(html) {
    if (composing || editing()) { waiting = html; return; }
    waiting = null;
    slot.innerHTML = html || '';
    for (const [key, sent] of unsent) {
        if (seqNow() > sent.seq) { unsent.delete(key); continue; }
        const [row, field] = key.split('|');
        const cell = slot.querySelector(`tr[data-row="${CSS.escape(row)}"] [data-field="${field}"]`);
        if (cell) { cell.textContent = sent.value; cell.classList.add('jx-saving'); }
    }
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
        unsent.set(keyOf(cell), { value, seq: seqNow() });
        trigger('cell', { row: cell.closest('tr').dataset.row, field: cell.dataset.field, before: was, value });
    }
    setTimeout(() => { if (waiting !== null && !editing()) draw(waiting); }, 0);
});
slot.addEventListener('click', e => {
    const button = e.target.closest('button[data-act]');
    if (button) trigger('act', { act: button.dataset.act, row: button.closest('tr')?.dataset.row || '', finding: button.dataset.finding || '' });
});
draw(props.value);
watch('value', () => draw(props.value));
