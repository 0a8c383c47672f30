import { parseArgs } from 'node:util';
import { HelpfulError } from '../n8n/helpfulError';

export const USAGE = `npm run bench [-- benches] [options]

  webhooks             how fast the trigger acknowledges
  bulk                 how fast and how safely the node does many things
                       (without a name: both)

  --rounds <number>    how many rounds there are (webhooks: 5, bulk: 3)
  --only <rows>        only these rows; webhooks: e.g. --only A,B,C
                       bulk: approvals, gets, groups, messages, stop, memory, start
  --requests <number>  webhooks: how many requests each row gets in a round (100;
                       500 with the legacy engine, which is that much faster)
  --engine <name>      n8n's expression engine: default or legacy (default)
  --quick              only shows that it works; the figures are not kept

With UPDATE_RESULTS=1 the figures go into test/bench/results.json, and the pictures of them are drawn again.`;

const ENGINES = ['default', 'legacy'] as const;

const BENCHES = ['webhooks', 'bulk'] as const;

/** What makes a round long enough to measure, and short enough to take turns. */
const REQUESTS: Record<Engine, number> = { default: 100, legacy: 500 };
const QUICK_REQUESTS = 20;

/** What evaluates n8n's expressions, which every trigger but the Webhook node pays for. */
export type Engine = (typeof ENGINES)[number];

export type BenchName = (typeof BENCHES)[number];

export interface BenchOptions {
	benches: readonly BenchName[];
	/** For each row in each round. */
	requests: number;
	/** Undefined for as many as a bench needs. */
	rounds?: number;
	/** The rows wanted, in upper case; undefined for all. */
	only?: readonly string[];
	engine: Engine;
	/** Whether it is only to be seen that everything works. */
	isQuick: boolean;
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

function readBenches(names: readonly string[]): readonly BenchName[] {
	const unknown = names.filter((name) => !BENCHES.some((bench) => bench === name));
	if (unknown.length > 0) {
		throw new HelpfulError(`There is no bench called ${unknown.join(', ')}.\n\n${USAGE}`);
	}
	return names.length === 0 ? BENCHES : BENCHES.filter((bench) => names.includes(bench));
}

/**
 * @param args the command line without the program
 * @returns undefined where help was asked for
 * @throws HelpfulError with the usage where it is none of the options
 */
export function readOptions(args: string[]): BenchOptions | undefined {
	const options = {
		requests: { type: 'string' },
		rounds: { type: 'string' },
		only: { type: 'string' },
		engine: { type: 'string', default: 'default' },
		quick: { type: 'boolean', default: false },
		help: { type: 'boolean', default: false },
	} as const;
	const parse = () => {
		try {
			return parseArgs({ args, options, allowPositionals: true });
		} catch (error) {
			const problem = error instanceof Error ? error.message : String(error);
			throw new HelpfulError(`${problem}\n\n${USAGE}`);
		}
	};
	const { values, positionals } = parse();
	if (values.help) return undefined;
	const benches = readBenches(positionals);
	const only = values.only
		?.toUpperCase()
		.split(/[\s,]+/)
		.filter(Boolean);
	if (only && benches.length > 1) {
		throw new HelpfulError(
			`--only needs to know which bench is meant, e.g. npm run bench -- webhooks --only A,B\n\n${USAGE}`,
		);
	}
	const engine = readEngine(values.engine);
	const requests = values.quick ? QUICK_REQUESTS : REQUESTS[engine];
	const rounds = values.rounds ?? (values.quick ? '1' : undefined);
	return {
		benches,
		requests: values.requests === undefined ? requests : readCount(values.requests, '--requests'),
		...(rounds !== undefined && { rounds: readCount(rounds, '--rounds') }),
		engine,
		isQuick: values.quick,
		...(only && { only }),
	};
}
