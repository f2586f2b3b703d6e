/** A rule that is being begun. */
export interface NewRule {
  readonly id: string;
  /** 事项名称. */
  readonly name: string;
  readonly into: string;
  readonly extends: string;
}

/** The head of a supplement: everything that it does not say is as in the catalogue below it. */
export const catalogueFile = ({ into, extends: base }: NewRule): string => `# 本单位的补充规则：没有写的，都按 ${base}。
id: ${into}
name: { zh: 本单位补充规则, en: Rules of our own }
extends: ${base}
`;

export const instrumentsFile = (): string => `# 补充规则的依据文件：改成本单位文件的名称、文号和施行日期。
- id: own-plan
  title: { zh: 本单位信息公开补充规定, en: Our own rules on disclosure }
  issuer: 本单位
  in_force: { from: 2022-06-09 }
  certainty: unconfirmed
`;

/** An item with one element; the comments say what each line means to somebody who does not program. */
export const itemFile = ({
  id,
  name,
}: NewRule): string => `# 一个事项一个文件。全部写法见 gongkai rules schema item，现成的例子见 gongkai rules show 12.1。
id: '${id}'
name: { zh: ${JSON.stringify(name)}, en: 'Item ${id}' }
aliases: [] # 门户上该栏目的其他叫法
topics: [${JSON.stringify(name)}] # 出现这些词的页面，视为与本事项有关
summary: { zh: ${JSON.stringify(name)}, en: 'Item ${id}' }
kind: duty
channels: [portal] # portal 门户、app、web95598、hall 营业厅、sms、media、im、mobile、documents、wechat
departments: { content: [营销部] } # 责任部门
basis: [{ instrument: own-plan }] # 依据，见 instruments.yaml
applies_to: [province, branch, county] # 哪类单位要做：省、市、县公司，incremental 增量配电企业，other 其他供电企业
severity: minor # minor 一般、major 较重、critical 严重
update:
  - { after: change, within: 10 working days } # 变更后多久更新
elements:
  - id: '${id}.1'
    name: { zh: ${JSON.stringify(name)}, en: 'Element ${id}.1' }
    check: # 有哪些检查、怎样写，见 gongkai rules checks
      statement:
        terms: [${JSON.stringify(name)}] # 页面正文要写到其中之一
        with: [办理地点, 办理电话] # 并且在同一段里写到其中之一；不需要就删去这一行
        # not: [招聘] # 有这些词的不算
    remedy:
      zh: 在信息公开专栏公布${name}。
      en: Publish it in the disclosure column.
`;

/** Cases that pass as they are, one of each kind. */
export const caseFile = ({
  id,
  name,
}: NewRule): string => `# 用例：页面上写了什么，应得出什么结论。写法见随附的 fixtures/rules/README.md。
rule: '${id}.1'
duty:
  channels: [portal]
  owners: [营销部]
  severity: minor
  basis: [own-plan]
cases:
  - case: 写明了
    shows: |
      # ${name}
      ${name}办理地点：供电营业厅。
    expect: passed
  - case: 只有名称，没有内容
    shows: |
      # ${name}
      便民服务须知
    expect: failed missing
  - case: 增量配电企业不适用
    company: incremental
    shows: 便民服务须知
    expect: inapplicable
  - case: 没有登记变更，更新是否及时无从判断
    shows: |
      # ${name}
      ${name}办理地点：供电营业厅。
    expect: passed
    time: cantTell no-change-record
`;
