/** A name as a folder on any system: what Windows refuses becomes `_`. */
export const folderName = (name: string): string => name.replaceAll(/[\\/:*?"<>|\s]+/g, '_').replace(/\.+$/, '_');
