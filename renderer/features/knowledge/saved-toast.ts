/** What was saved, and that it is not at the outlets yet. */
import { toast } from '#renderer/ui/toast.ts';

export const savedToast = (name: string): void =>
  toast({ text: `已保存：${name}。重新制作配置包后到网点`, tone: 'good' });
