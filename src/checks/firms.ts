const FIRM = /[\p{Script=Han}()]{3,30}?(?:有限责任公司|有限公司|股份公司|设计院|设计所|工程公司|安装公司|工程队)/gu;

/** Names of firms in normalised text, each once. */
export const firmsIn = (normal: string): readonly string[] => [...new Set(normal.match(FIRM) ?? [])];
