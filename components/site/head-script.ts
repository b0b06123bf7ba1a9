/**
 * Runs in <head> before the first paint: the reader's theme, the place of the split and whether the
 * workspace was open, so that nothing flashes and nothing moves. One constant string: the content security policy names it
 * by its hash. Keys and shapes are those of theme-store.ts,
 * lesson/split-place.ts and workspace/store.ts.
 */
export const headScript = `(function(){var d=document.documentElement;try{var t=localStorage.getItem("escale.theme");if(t==="light"||t==="dark")d.dataset.theme=t;var s=localStorage.getItem("escale.split");if(/^\\d{2}(\\.\\d+)?$/.test(s))d.style.setProperty("--split",s+"%");if(localStorage.getItem("escale.split.closed")==="1")d.dataset.split="closed";if(/"opened":true/.test(localStorage.getItem("escale.workspace")))d.dataset.workspace="open"}catch(e){d.dataset.storage="refused"}})()`;
