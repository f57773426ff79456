/* The version that this library emulates: 11.3, or 10.3 with fewer exports and shorter structs. */
#ifndef STANDIN_VERSION_H
#define STANDIN_VERSION_H

#ifdef STANDIN_EMULATE_10
#define LIBRARY_MAJOR 10
#else
#define LIBRARY_MAJOR 11
#endif
#define LIBRARY_MINOR 3
#define TEXT_OF(number) #number
#define VERSION_TEXT_OF(major, minor) TEXT_OF(major) "." TEXT_OF(minor) "-standin"
#define VERSION_TEXT VERSION_TEXT_OF(LIBRARY_MAJOR, LIBRARY_MINOR)

#endif
