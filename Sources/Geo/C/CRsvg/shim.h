// What is used of librsvg and of what it stands on, by its stable C interface (librsvg 2.52 and later).
//
// The functions are declared here, since the flags that librsvg's own headers need (pkg-config's
// -pthread) are refused by SwiftPM, with a warning at every build.
#pragma once
#include <cairo-pdf.h>
#include <cairo.h>
#include <glib.h>

typedef struct _RsvgHandle RsvgHandle;
typedef struct _GInputStream GInputStream;

typedef struct {
  double x, y, width, height;
} RsvgRectangle;

extern GInputStream *g_memory_input_stream_new_from_data(const void *data, gssize length, void *free);
extern void g_object_unref(void *object);

// Without the limits that libxml2 sets to the size of a document.
#define CRSVG_UNLIMITED 1
extern RsvgHandle *rsvg_handle_new_from_stream_sync(GInputStream *stream, void *base, int flags,
                                                    void *cancellable, GError **error);
extern void rsvg_handle_set_dpi(RsvgHandle *handle, double dpi);
extern gboolean rsvg_handle_get_intrinsic_size_in_pixels(RsvgHandle *handle, double *width,
                                                         double *height);
extern gboolean rsvg_handle_render_document(RsvgHandle *handle, cairo_t *context,
                                            const RsvgRectangle *viewport, GError **error);
