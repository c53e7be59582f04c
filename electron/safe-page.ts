/** Shown when the window crashed twice within a minute: no script, nothing that could crash again. */

export function safePage(retryUrl: string, logFolder: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>消保台账</title>
<style>
body { font: 16px/1.8 "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #1f2329; background: #f5f7fa; margin: 15vh auto; max-width: 40em; }
a { color: #0b5cad; }
code { user-select: all; }
</style>
<h1>界面连续两次异常退出</h1>
<p>已保存的数据是安全的，草稿保留到最后一次自动保存。</p>
<p><a href="${retryUrl}">重新打开台账</a></p>
<p>仍不行时，请把这个文件夹里的日志交给科技部门：<br><code>${escaped(logFolder)}</code></p>
<p>代码 E-SY-01</p>
</html>`;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
