/** The palette and sizes of the product as antd tokens. Every text colour here passes 4.5:1 on its ground. */
import type { ThemeConfig } from 'antd';

export const fontFamily =
  '"Microsoft YaHei UI","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","思源黑体","HarmonyOS Sans SC","WenQuanYi Micro Hei",sans-serif';

export const theme: ThemeConfig = {
  zeroRuntime: true,
  cssVar: { key: 'xb' },
  hashed: false,
  token: {
    motion: false,
    colorPrimary: '#0B5CAD',
    colorPrimaryHover: '#0A4F96',
    colorLink: '#0B5CAD',
    colorLinkHover: '#0A4F96',
    colorError: '#B42318',
    colorWarning: '#93500A',
    colorSuccess: '#1B6E3C',
    colorInfo: '#0B5CAD',
    colorText: '#1F2329',
    colorTextSecondary: '#595F69',
    colorTextTertiary: '#595F69',
    colorTextDescription: '#595F69',
    colorTextPlaceholder: '#6B727C',
    colorTextDisabled: '#8C939D',
    colorBgLayout: '#F5F6F8',
    colorBorder: '#8C939D',
    colorBorderSecondary: '#D6DAE0',
    colorSplit: '#D6DAE0',
    borderRadius: 4,
    borderRadiusLG: 4,
    borderRadiusSM: 3,
    fontSize: 14,
    controlHeight: 32,
    controlHeightSM: 28,
    fontFamily,
    boxShadow: '0 4px 16px rgba(31,35,41,.18)',
    boxShadowSecondary: '0 4px 16px rgba(31,35,41,.18)',
    boxShadowTertiary: 'none',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 400 },
    Tabs: { horizontalItemPadding: '8px 0', titleFontSize: 14 },
    Modal: { titleFontSize: 16 },
  },
};

/** Chart series: direct labels and a different dash or marker per series go with them. */
export const chartColours = ['#0B5CAD', '#D9730D', '#0E9384', '#C11574', '#7A5AF8'] as const;
export const lastYearColour = '#9FB3C8';
/** Five heat steps; the number is printed on the tile, dark on the first three, white on the last two. */
export const heatColours = ['#EAF3FC', '#BBD9F5', '#7FB3E6', '#2C6FB3', '#0B4A8C'] as const;
