import { parseArgs } from 'node:util';
import { HelpfulError } from '../n8n/helpfulError';

export const USAGE = `npm run bench [-- options]

  --requests <number>  how many requests each row gets in a round (100;
                       500 with the legacy engine, which is that much faster)
  --rounds <number>    how many rounds there are (5)
  --only <rows>        only these rows, e.g. --only A,B,C
  --engine <name>      n8n's expression engine: default or legacy (default)

With UPDATE_RESULTS=1 the figures go into test/bench/results.json.`;

const ENGINES = ['default', 'legacy'] as const;

/** What makes a round long enough to measure, and short enough to take turns. */
const REQUESTS: Record<Engine, string> = { default: '100', legacy: '500' };

/** What evaluates n8n's expressions, which every trigger but the Webhook node pays for. */
export type Engine = (typeof ENGINES)[number];

export interface BenchOptions {
	/** For each row in each round. */
	requests: number;
	rounds: number;
	/** The letters of the rows wanted, in upper case; undefined for all. */
	only?: readonly string[];
	engine: Engine;
}

function readCount(text: string, flag: string): number {
	const count = Number(text);
	if (Number.isInteger(count) && count > 0) return count;
	throw new HelpfulError(`${flag} must be a number above 0, not "${text}".`);
}

function readEngine(text: string): Engine {
	const engine = ENGINES.find((name) => name === text);
	if (engine !== undefined) return engine;
	throw new HelpfulError(`--engine must be ${ENGINES.join(' or ')}, not "${text}".`);
}

/**
 * @param args the command line without the program
 * @returns undefined where help was asked for
 * @throws HelpfulError with the usage where it is none of the options
 */
export function readOptions(args: string[]): BenchOptions | undefined {
	const options = {
		requests: { type: 'string' },
		rounds: { type: 'string', default: '5' },
		only: { type: 'string' },
		engine: { type: 'string', default: 'default' },
		help: { type: 'boolean', default: false },
	} as const;
	const parse = () => {
		try {
			return parseArgs({ args, options }).values;
		} catch (error) {
			const problem = error instanceof Error ? error.message : String(error);
			throw new HelpfulError(`${problem}\n\n${USAGE}`);
		}
	};
	const values = parse();
	if (values.help) return undefined;
	const only = values.only
		?.toUpperCase()
		.split(/[\s,]+/)
		.filter(Boolean);
	const engine = readEngine(values.engine);
	return {
		requests: readCount(values.requests ?? REQUESTS[engine], '--requests'),
		rounds: readCount(values.rounds, '--rounds'),
		engine,
		...(only && { only }),
	};
}
