/**
 * For `process.umask`: files 0600 and folders 0700, whatever the shell or the service says. What a relay keeps, and
 * every backup of it, holds names, telephone numbers and who may come in.
 */
export const ownerOnly = 0o077;
