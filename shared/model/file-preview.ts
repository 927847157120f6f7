/** Images that a window can show, each known by its first bytes. */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/avif';

/** What can be shown of a file before anything happens to it. */
export type FilePreview =
  | {
      /** `text`: its beginning, or all of it where `whole`. */
      readonly kind: 'text';
      readonly text: string;
      readonly whole: boolean;
    }
  | {
      readonly kind: 'image';
      readonly type: ImageType;
      /** In pixels, as the file says. */
      readonly width: number;
      readonly height: number;
      /** The file's bytes as base64. */
      readonly data: string;
    }
  | { readonly kind: 'none'; readonly why: 'binary' | 'too-large' };
