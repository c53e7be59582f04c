/** What the navigation knows of a screen and of a global key. */
import type { ComponentType, LazyExoticComponent, ReactNode } from 'react';
import type { Permission, Side } from '#domain/permissions.ts';

export interface NavEntry {
  readonly path: string;
  readonly label: string;
  readonly icon?: ReactNode;
  /** `session` is every logged-in user. */
  readonly permission: Permission | 'session';
  readonly side: Side | 'both';
  /** False for screens reached from others (forms, details). */
  readonly nav: boolean;
  readonly screen: LazyExoticComponent<ComponentType>;
  /** Pinyin initials and full pinyin for Ctrl+K, e.g. `ts tousu`: what has them is found there, also outside the navigation. */
  readonly sounds?: string;
}

export interface NavAction {
  /** A function key, bound everywhere in the app. */
  readonly key: string;
  readonly label: string;
  readonly path: string;
  readonly permission: Permission;
  readonly side: Side | 'both';
  readonly sounds?: string;
}
