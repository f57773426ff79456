"""The function of a user who has pCrunch: the statistics of all channels of one OpenFAST file, as `bench pcrunch` gives it to `ballast each`."""

from pCrunch import Crunch, read

CRUNCH = Crunch(outputs=[], lean=True)


def statistics(path):
    _, stats, _, _, _ = CRUNCH.process_single(read(path))
    return {f"{channel} {name}": value for channel, values in stats.items() for name, value in values.items()}
