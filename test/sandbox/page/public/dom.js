/**
 * Makes an element. Text goes in as text and never as markup, so that a group called "<b>" is
 * shown as it is called.
 */
export function make(tag, properties = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(properties)) {
		if (value === undefined || value === false) continue;
		if (name === 'onclick' || name === 'onchange') {
			element.addEventListener(name.slice(2), value);
		} else {
			element.setAttribute(name, value === true ? '' : value);
		}
	}
	element.append(...children.flat().filter((child) => child !== undefined && child !== null));
	return element;
}

export function byId(id) {
	return document.getElementById(id);
}

/**
 * Replaces the children, and leaves the page alone if they look the same as before. What has the
 * focus keeps it, what is being typed into a field with `data-keep` stays, and what was scrolled and
 * has `data-scroll` stays there.
 */
export function fill(element, ...children) {
	const next = make('div', {}, ...children);
	if (next.isEqualNode(element.cloneNode(true)) || sameChildren(next, element)) return;
	for (const field of element.querySelectorAll('[data-keep]')) {
		const successor = twin(field, next);
		if (successor !== null) successor.value = field.value;
	}
	const scrolled = [...element.querySelectorAll('[data-scroll]')].map((one) => [
		one,
		one.scrollTop,
	]);
	const focused = element.contains(document.activeElement) ? document.activeElement : null;
	const { selectionStart, selectionEnd } = focused?.dataset.keep ? focused : {};
	element.replaceChildren(...next.childNodes);
	for (const [one, top] of scrolled) {
		const successor = twin(one, element);
		if (successor !== null) successor.scrollTop = top;
	}
	const successor = focused === null ? null : twin(focused, element);
	successor?.focus({ preventScroll: true });
	if (selectionStart !== undefined) successor?.setSelectionRange(selectionStart, selectionEnd);
}

/** Out: the element inside that has the same data attributes, if there are any. */
function twin(element, inside) {
	const marks = [...element.attributes].filter(({ name }) => name.startsWith('data-'));
	if (marks.length === 0) return null;
	return inside.querySelector(
		marks.map(({ name, value }) => `[${name}="${CSS.escape(value)}"]`).join(''),
	);
}

function sameChildren(one, other) {
	return (
		one.childNodes.length === other.childNodes.length &&
		[...one.childNodes].every((child, index) => child.isEqualNode(other.childNodes[index]))
	);
}

export function toast(text, kind = 'good') {
	const element = make('div', { class: `toast ${kind}` }, text);
	byId('toasts').replaceChildren(element);
	setTimeout(() => element.remove(), 4000);
}

export async function copy(text) {
	try {
		await navigator.clipboard.writeText(text);
		toast('Copied');
	} catch {
		toast('Your browser did not let me copy this', 'bad');
	}
}

export function time(milliseconds) {
	return new Date(milliseconds).toLocaleTimeString([], { hour12: false });
}

export function pretty(value) {
	return value === undefined ? '(nothing)' : JSON.stringify(value, null, 2);
}
