import { CommandError } from './command';
import { HelpfulError } from './helpfulError';
import { explainInstallProblem } from './installProblem';

const LOG = '/cache/n8n.log';

const explained = (output: string) =>
	explainInstallProblem(new CommandError('npm ci', LOG, output));

it.each([
	[
		'no network',
		'npm error code ENOTFOUND\nnpm error network request failed',
		'network connection',
	],
	['a refused proxy', 'npm error code ECONNREFUSED', 'proxy'],
	['a full disk', 'npm error code ENOSPC\nnpm error nospc', 'disk is full'],
	['anything else', 'npm error code EUSAGE\nnpm error lock file', 'npm error lock file'],
])('explains %s in words, and names the log', (_case, output, words) => {
	const error = explained(output);

	expect(error).toBeInstanceOf(HelpfulError);
	expect(error).toHaveProperty('message', expect.stringContaining(words));
	expect(error).toHaveProperty('message', expect.stringContaining(LOG));
});

describe('without a compiler', () => {
	const { PATH } = process.env;

	beforeEach(() => {
		process.env.PATH = '';
	});

	afterEach(() => {
		process.env.PATH = PATH;
	});

	it('names the packages to install', () => {
		expect(explained('gyp ERR! find Python')).toHaveProperty(
			'message',
			expect.stringContaining('apt-get install -y python3 make g++'),
		);
	});
});

it('leaves mistakes of this code as they are', () => {
	const error = new TypeError('undefined is not a function');

	expect(explainInstallProblem(error)).toBe(error);
});
