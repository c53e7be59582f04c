import type { DemoFolders } from './folders.ts';
export async function makeScreens(_f: DemoFolders): Promise<void> {}
