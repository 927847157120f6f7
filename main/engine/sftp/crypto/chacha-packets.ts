import { ChaChaPoly, LENGTH_BYTES, TAG_BYTES } from './chacha-poly.ts';

/** RFC 4253 section 6.1, and what ssh2 allows. */
const LONGEST_PACKET = 35_000;
/** Length and padding come in steps of this. */
const BLOCK_BYTES = 8;

/** What ssh2 calls for each packet that it sends, where it has chosen this cipher. */
export interface Sealing {
  outSeqno: number;
  readonly _onWrite: (bytes: Buffer) => void;
  readonly _encKeyMain: Buffer;
  readonly _encKeyPktLen: Buffer;
  encrypt(packet: Buffer): void;
}

/** What ssh2 hands each chunk that arrives. A payload taken may mean that the rest is for the next cipher: then it says how far it came. */
export interface Opening {
  inSeqno: number;
  _onPayload: (payload: Buffer) => number | false | undefined;
  readonly _decKeyMain: Buffer;
  readonly _decKeyPktLen: Buffer;
  decrypt(chunk: Buffer, from: number, end: number): number | undefined;
}

/** Lets one of ssh2's ends of this cipher, whose own needs a cipher that Electron's crypto lacks, seal by the library. */
export function sealByLibrary(end: Sealing): void {
  const cipher = new ChaChaPoly(Buffer.concat([end._encKeyMain, end._encKeyPktLen]));
  const free = (): void => {
    end.encrypt = () => undefined;
  };
  Object.assign(end, { free });
  end.encrypt = (packet) => {
    end._onWrite(cipher.seal(packet, end.outSeqno));
    end.outSeqno = (end.outSeqno + 1) >>> 0;
  };
}

/** The same for the end that opens what arrives. Throws on a packet that is not authentic, which ends the connection. */
export function openByLibrary(end: Opening): void {
  const cipher = new ChaChaPoly(Buffer.concat([end._decKeyMain, end._decKeyPktLen]));
  const sealed = new Uint8Array(LENGTH_BYTES + LONGEST_PACKET + TAG_BYTES);
  let have = 0;
  let wanted = LENGTH_BYTES;
  end.decrypt = (chunk, from, until) => {
    let at = from;
    while (at < until) {
      const take = Math.min(wanted - have, until - at);
      sealed.set(chunk.subarray(at, at + take), have);
      have += take;
      at += take;
      if (have < wanted) return undefined;
      if (wanted === LENGTH_BYTES) {
        const length = cipher.openLength(sealed, end.inSeqno);
        if (length < BLOCK_BYTES || length > LONGEST_PACKET || length % BLOCK_BYTES !== 0) throw new Error('Bad packet length');
        wanted = LENGTH_BYTES + length + TAG_BYTES;
        continue;
      }
      const packet = cipher.open(sealed.subarray(0, wanted), end.inSeqno);
      if (packet === null) throw new Error('Invalid MAC');
      [have, wanted, end.inSeqno] = [0, LENGTH_BYTES, (end.inSeqno + 1) >>> 0];
      const padding = packet[0] ?? 0;
      if (padding > packet.length - 1) throw new Error('Bad packet padding');
      const handed = end._onPayload(packet.subarray(1, packet.length - padding));
      if (handed !== undefined) return handed === false ? at : handed;
    }
    return undefined;
  };
}
