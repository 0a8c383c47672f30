import { checkAddress } from '../../../nodes/Dialog360Groups/webhook/address';

const HUB = 'https://waba-v2.360dialog.io';
const PATH = '/webhook/6f1a4c9e/webhook';

describe('addresses that 360dialog delivers to', () => {
	it.each([
		'https://n8n.example.org',
		'https://n8n.example.org:443',
		'https://flows.my-company.co.uk/n8n',
		'https://abc.app.n8n.cloud',
		'https://8.8.8.8',
		'https://172.15.0.1',
		'https://xn--mnchen-3ya.example',
	])('%s', (origin) => {
		expect(() => checkAddress(origin + PATH, HUB)).not.toThrow();
	});
});

describe('addresses that 360dialog does not deliver to, with the reason', () => {
	it.each([
		['http://n8n.example.org', 'is not https'],
		['http://n8n.example.org:443', 'is not https'],
		['https://n8n.example.org:5678', 'has a port (5678)'],
		['https://my_n8n.example.org', 'has an underscore'],
		['https://n8n.my_company.org', 'has an underscore'],
		['http://localhost:5678', 'is only known on this machine'],
		['https://localhost', 'is only known on this machine'],
		['https://n8n.localhost', 'is only known on this machine'],
		['https://127.8.8.8', 'is only known on this machine'],
		['https://[::1]', 'is only known on this machine'],
		['https://0.0.0.0', 'is only known on this machine'],
		['https://10.0.0.5', 'is only known in your own network'],
		['https://172.16.0.1', 'is only known in your own network'],
		['https://172.31.255.1', 'is only known in your own network'],
		['https://192.168.178.20', 'is only known in your own network'],
		['https://169.254.1.1', 'is only known in your own network'],
		['https://[fd00::1]', 'is only known in your own network'],
		['https://[fe80::1]', 'is only known in your own network'],
		['https://n8n', 'is only known in your own network'],
		['https://raspberry.local', 'is only known in your own network'],
		['https://n8n.internal', 'is only known in your own network'],
		['n8n.example.org', 'address n8n.example.org is not a web address'],
		['n8n.example.org:5678', 'address n8n.example.org:5678 is not a web address'],
		['localhost:5678', 'address localhost:5678 is not a web address'],
		['ftp://n8n.example.org', 'is not a web address'],
		['', 'is not a web address'],
	])('%s %s', (origin, reason) => {
		expect(() => checkAddress(origin + PATH, HUB)).toThrow(reason);
	});
});

describe('a sandbox on this machine delivers to this machine, and only there', () => {
	it.each(['http://localhost:5690', 'http://127.0.0.1:5690', 'http://[::1]:5690'])(
		'%s',
		(apiUrl) => {
			expect(() => checkAddress(`http://localhost:5678${PATH}`, apiUrl)).not.toThrow();
			expect(() => checkAddress(`http://n8n.example.org${PATH}`, apiUrl)).toThrow('is not https');
		},
	);

	it('and an API elsewhere that calls itself localhost is elsewhere', () => {
		const apiUrl = 'https://localhost.example.org';
		expect(() => checkAddress(`http://localhost:5678${PATH}`, apiUrl)).toThrow('this machine');
	});
});
