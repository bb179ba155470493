// Faults planted here, each seen red and taken back: a form outside a dialog unnoticed; a filled search that holds
// the page; a form that is sent held for ever; one that was sent and refused let go; a link shown once let go.
import { beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Filling } from './filling.ts';

let filling: Filling;

beforeEach(() => {
	filling = new Filling(document);
});

/** Puts this on the page; answers its first form, which goes nowhere. */
function show(html: string): HTMLFormElement {
	document.body.innerHTML = html;
	const form = document.querySelector('form')!;
	form.addEventListener('submit', (event) => event.preventDefault());
	return form;
}

const field = (form: HTMLFormElement, at = 0) => form.querySelectorAll('input')[at]!;
const word = '<form><input value="Heule" /><input /><button type="submit">Bewaar</button></form>';

test('a form counts once something else stands in it, until that is taken back or the form goes', async () => {
	const form = show(word);
	expect(filling.isFilling()).toBe(false);
	await userEvent.click(field(form));
	expect(filling.isFilling()).toBe(false);
	await userEvent.type(field(form), 'n');
	expect(filling.isFilling()).toBe(true);
	await userEvent.type(field(form), '{Backspace}');
	expect(filling.isFilling()).toBe(false);
	await userEvent.type(field(form, 1), 'Ann');
	expect(filling.isFilling()).toBe(true);
	form.remove();
	expect(filling.isFilling()).toBe(false);
});

test('a form that was sent is done with, until something new is typed in it', async () => {
	const form = show(word);
	await userEvent.type(field(form), 'n{Enter}');
	expect(filling.isFilling()).toBe(false);
	await userEvent.type(field(form), '{Backspace}');
	expect(filling.isFilling()).toBe(true);
});

test.each(['aria-invalid', 'aria-disabled'])(
	'a form that was sent and did not get there is not done with: %s',
	async (says) => {
		const form = show(word);
		await userEvent.type(field(form), 'n{Enter}');
		const at = says === 'aria-invalid' ? field(form, 1) : form.querySelector('button')!;
		at.setAttribute(says, 'true');
		expect(filling.isFilling()).toBe(true);
		await userEvent.type(field(form, 1), 'A{Backspace}');
		at.removeAttribute(says);
		expect(filling.isFilling()).toBe(true);
	}
);

test('a search holds nothing, however full: it stands in the address', async () => {
	const form = show('<form role="search"><input type="search" /></form><select></select>');
	await userEvent.type(field(form), 'Ann');
	expect(filling.isFilling()).toBe(false);
});

test('what was chosen and ticked counts like what was typed', async () => {
	const form = show('<form><input type="checkbox" /><select><option>1<option>2</select></form>');
	await userEvent.click(field(form));
	expect(filling.isFilling()).toBe(true);
	await userEvent.click(field(form));
	expect(filling.isFilling()).toBe(false);
	await userEvent.selectOptions(form.querySelector('select')!, '2');
	expect(filling.isFilling()).toBe(true);
});

test('a form in a dialog counts as it stands, and so does what would not be there again, a form or not', () => {
	show('<form></form><dialog open><input /></dialog>');
	expect(filling.isFilling()).toBe(true);
	show('<form data-unsent></form><dialog><input /></dialog>');
	expect(filling.isFilling()).toBe(true);
	show('<form></form><div data-unsent>a link</div>');
	expect(filling.isFilling()).toBe(true);
	show('<form></form><dialog><input /></dialog>');
	expect(filling.isFilling()).toBe(false);
});
