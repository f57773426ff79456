import { describe, expect, it } from 'vitest';
import { madeUpTree } from '../../../../test/support/made-up-tree.ts';
import { mountOf, parseMount } from './mount-info.ts';
import { linuxStorageKind } from './storage.ts';

const MOUNTS = [
  '20 1 8:2 / / rw,relatime shared:1 master:3 - ext4 /dev/sda2 rw',
  '21 20 0:40 / /mnt/share rw - cifs //server/share rw,vers=3.1.1',
  '22 20 0:41 / /mnt/my\\040data rw - nfs4 server:/data rw',
  '23 20 0:42 / /dev/shm rw - tmpfs tmpfs rw',
  '24 20 253:0 / /volume rw - xfs /dev/mapper/vg-lv rw',
  '25 20 0:43 /sub /tree rw - btrfs /dev/nvme0n1p1 rw',
  '26 20 0:44 / /boxed rw - overlay overlay rw,lowerdir=/l,upperdir=/volume/upper,workdir=/w',
  '27 20 0:45 / /sealed rw - overlay overlay rw,lowerdir=/l,upperdir=/not/here,workdir=/w',
  '28 20 254:0 / /virtual rw - ext4 /dev/vda rw',
].join('\n');

const BLOCK = 'sys/devices/pci';

// These trees consist of symbolic links, which need a privilege on Windows.
describe.runIf(process.platform !== 'win32')('the kind of storage on Linux', () => {
  function tree(): string {
    return madeUpTree(
      {
        'proc/self/mountinfo': MOUNTS,
        [`${BLOCK}/sda/queue/rotational`]: '1\n',
        [`${BLOCK}/sda/sda2/partition`]: '2\n',
        [`${BLOCK}/nvme0n1/queue/rotational`]: '0\n',
        [`${BLOCK}/nvme0n1/nvme0n1p1/partition`]: '1\n',
        [`${BLOCK}/nvme0n1/nvme0n1p2/partition`]: '2\n',
        [`${BLOCK}/dm-0/queue/rotational`]: '1\n',
        [`${BLOCK}/vda/queue/rotational`]: '1\n',
        'volume/upper/x': '',
        'home/readme': '',
      },
      {
        'sys/dev/block/8:2': '../../devices/pci/sda/sda2',
        'sys/dev/block/253:0': '../../devices/pci/dm-0',
        'sys/dev/block/254:0': '../../devices/pci/vda',
        'sys/class/block/nvme0n1p1': '../../devices/pci/nvme0n1/nvme0n1p1',
        [`${BLOCK}/dm-0/slaves/nvme0n1p2`]: '../../nvme0n1/nvme0n1p2',
        'opt/link': '../volume',
      },
    );
  }

  it.each([
    ['/readme', 'rotational', 'a partition of a rotational disk'],
    ['/mnt/share/a/b.sim', 'network', 'a Windows share'],
    ['/mnt/my data/b.sim', 'network', 'an NFS mount with a space in its name'],
    ['/dev/shm/x', 'memory', 'a tmpfs'],
    ['/volume/a.sim', 'solid', 'a logical volume on a solid-state disk, whatever it reports itself'],
    ['/tree/a.sim', 'solid', 'a file system with an anonymous device number'],
    ['/boxed/a.sim', 'solid', 'an overlay, by its upper folder'],
    ['/sealed/a.sim', 'unknown', 'an overlay whose upper folder is not visible'],
    ['/virtual/a.sim', 'unknown', 'a virtio disk, which always reports itself as rotational'],
    ['/opt/link/a.sim', 'solid', 'a link into another mount'],
    ['/mnt/shared/a.sim', 'rotational', 'a name that only starts like a mount point'],
  ])('of %s is %s: %s', (path, kind) => {
    const found = linuxStorageKind(tree(), path);
    expect(found.kind).toBe(kind);
    expect(found.evidence.length).toBeGreaterThan(0);
  });

  it('is rotational if one disk of a volume is rotational', () => {
    const root = madeUpTree(
      {
        'proc/self/mountinfo': '20 1 9:0 / / rw - ext4 /dev/md0 rw',
        [`${BLOCK}/a/queue/rotational`]: '0\n',
        [`${BLOCK}/b/queue/rotational`]: '1\n',
        [`${BLOCK}/md0/size`]: '1\n',
      },
      {
        'sys/dev/block/9:0': '../../devices/pci/md0',
        [`${BLOCK}/md0/slaves/a`]: '../../a',
        [`${BLOCK}/md0/slaves/b`]: '../../b',
      },
    );
    expect(linuxStorageKind(root, '/x').kind).toBe('rotational');
  });

  it('is unknown, with a reason, if no mount is listed', () => {
    expect(linuxStorageKind(madeUpTree({}), '/x')).toEqual({
      kind: 'unknown',
      evidence: ['/x does not exist', '/x is on no known mount'],
    });
  });
});

describe('a mount', () => {
  it('is not read from a truncated line', () => {
    expect(parseMount('20 1 8:2 / /')).toBeNull();
    expect(parseMount('')).toBeNull();
  });

  it('hides an earlier mount at the same mount point', () => {
    const mounts = ['1 0 8:1 / /a rw - ext4 /dev/sda1 rw', '2 1 0:9 / /a rw - tmpfs tmpfs rw'].flatMap(
      (line) => parseMount(line) ?? [],
    );
    expect(mountOf(mounts, '/a/b')?.fileSystem).toBe('tmpfs');
    expect(mountOf(mounts, '/ab')).toBeNull();
  });
});
