export { componentsFrom } from './components';
export type {
	MediaSource,
	TemplateComponent,
	TemplateParameter,
	VariableValue,
} from './components';
export { linkCandidates, linkVariableOf } from './linkVariable';
export { placeholdersIn } from './placeholders';
export type { TemplateButton, TemplateHeader, TemplateParts, TemplateText } from './templateParts';
export { unfillableParts, variablesOf } from './variables';
export type { HeaderMedia, TemplateVariable, VariablePlace } from './variables';
