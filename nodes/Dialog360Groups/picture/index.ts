export {
	checkGroupPicture,
	MAX_PICTURE_BYTES,
	MIN_PICTURE_PIXELS,
	type GroupPictureProblem,
} from './groupPicture';
export { readJpeg, type JpegProblem, type JpegSize, type OtherFileKind } from './jpeg';
