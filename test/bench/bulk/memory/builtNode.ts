import { PackageDirectoryLoader } from 'n8n-core';
import type { EngineOptions } from '../../../helpers/engine';
import { CREDENTIAL_TYPE } from '../../../n8n/examples';
import { PACKAGE_NAME } from '../../../n8n/package';

const NODE = 'dialog360Groups';

/** The full name of this package's node. */
export const NODE_TYPE = `${PACKAGE_NAME}.${NODE}`;

/**
 * Loads the built node with its credential, as n8n does.
 *
 * @param folder of the package
 */
export async function loadBuiltNode(
	folder: string,
): Promise<Pick<EngineOptions, 'nodes' | 'credentialTypes'>> {
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();
	const { type } = loader.getNode(NODE);
	if ('nodeVersions' in type) throw new Error('The node has several versions');
	return {
		nodes: { [NODE_TYPE]: type },
		credentialTypes: { [CREDENTIAL_TYPE]: loader.getCredential(CREDENTIAL_TYPE).type },
	};
}
