// The reentrant half of GEOS's C API only: every call takes a context, so that no state is shared
// between threads.
#pragma once
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
