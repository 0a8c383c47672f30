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

/** Replaces the children, and leaves the page alone if they look the same as before. */
export function fill(element, ...children) {
	const next = make('div', {}, ...children);
	if (next.isEqualNode(element.cloneNode(true)) || sameChildren(next, element)) return;
	element.replaceChildren(...next.childNodes);
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
