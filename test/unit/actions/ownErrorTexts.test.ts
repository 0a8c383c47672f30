import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { faultsOfOwnWords } from '../api/support/words';

const NODES = join(__dirname, '../../../nodes');

interface Text {
	/** The class and the file that has it. */
	where: string;
	message: string;
	howToFix: string;
}

/** Every text that the source gives to an error of its own; what is only known when it runs is a "…". */
function textsOf(path: string): Text[] {
	const source = ts.createSourceFile(
		path,
		readFileSync(join(NODES, path), 'utf8'),
		ts.ScriptTarget.Latest,
		true,
	);
	const found: Text[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isNewExpression(node) && /^(Input|Explained)Error$/.test(node.expression.getText())) {
			const [message, options] = node.arguments ?? [];
			const where = `${node.expression.getText()} in ${path}`;
			found.push({ where, message: render(message), howToFix: render(remedyIn(options)) });
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function remedyIn(options: ts.Node | undefined): ts.Node | undefined {
	if (!options || !ts.isObjectLiteralExpression(options)) return undefined;
	const property = options.properties.find(({ name }) => name?.getText() === 'howToFix');
	return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

function render(node: ts.Node | undefined): string {
	if (!node) return '…';
	if (ts.isStringLiteralLike(node)) return node.text;
	if (ts.isConditionalExpression(node))
		return `${render(node.whenTrue)} | ${render(node.whenFalse)}`;
	if (!ts.isTemplateExpression(node)) return '…';
	const rest = node.templateSpans.map(({ literal }) => `…${literal.text}`);
	return [node.head.text, ...rest].join('');
}

const texts = readdirSync(NODES, { recursive: true, encoding: 'utf8' })
	.map((path) => path.replaceAll('\\', '/'))
	.filter((path) => path.endsWith('.ts'))
	.sort()
	.flatMap(textsOf);

it('the texts of all errors that the nodes have words of their own for are these', () => {
	expect(texts.length).toBeGreaterThan(60);
	const shown = texts.map(({ message, howToFix }) => `${message}\n  ${howToFix}`);
	expect([...new Set(shown)].sort().join('\n\n')).toMatchSnapshot();
});

/** Stands for what is only known when it runs, in texts that are not put together of sentences then. */
const NAME = 'Group';

it.each(texts.filter(({ message, howToFix }) => message !== '…' && !howToFix.includes('…')))(
	'$where: $message',
	({ message, howToFix }) => {
		for (const one of message.split(' | '))
			expect(faultsOfOwnWords({ message: one.replaceAll('…', NAME), howToFix })).toEqual([]);
	},
);
