/** The name of the project file: it holds for the files in its folder and below, down to the next one. */
export const projectFileName = 'exemplar.json';
