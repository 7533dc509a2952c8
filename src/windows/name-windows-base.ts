/** What to do where a base is not for Windows, as half a sentence. */
export const nameWindowsBase = 'name a Windows base, like mcr.microsoft.com/windows/nanoserver:$BASE'
