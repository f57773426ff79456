#!/bin/bash
#PBS -N dlc
#PBS -j oe

'ballast' merge '/share/out put' --shards 4
code=$?
# 1: the tables are made, and some files did not succeed, or a shard is unfinished: the output says which.
exit "$code"
