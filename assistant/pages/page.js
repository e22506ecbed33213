// Before anything else on the page: its language, and the few sentences gradio says in English whatever the language.
Object.defineProperty(navigator, 'language', { get: () => 'zh-CN' });
document.documentElement.lang = 'zh-CN';
const SAID = [
    [/Connection to the server was lost.*/, '与本机程序的连接断了，正在重连。请看看程序是不是关了；重开之后，没有存上的修改会自动补上。'],
    [/Connection re-?established.*/i, '已重新连上。'],
];
new MutationObserver(() => {
    for (const item of document.querySelectorAll('.toast-message-item, .toast-text')) {
        if (item.children.length && item.querySelector('.toast-text')) continue;
        for (const [english, chinese] of SAID) if (english.test(item.textContent)) item.textContent = chinese;
    }
}).observe(document.documentElement, { childList: true, subtree: true });
