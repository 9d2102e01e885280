// How actors and lines are drawn on the graphics card: four shapes with a rim, and lines that may be dashed.

import { EdgeProgram, NodeProgram } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import type { ProgramInfo } from "sigma/rendering";
import { floatColor } from "sigma/utils";

export const SHAPES: Readonly<Record<string, number>> = { state: 0, organization: 1, "armed-group": 2, person: 3 };

export interface NodeLook extends NodeDisplayData {
  shape: number;
  rim: string;
}

export interface EdgeLook extends EdgeDisplayData {
  dashed: boolean;
}

const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;

const NODE_VERTEX = /*glsl*/ `
attribute vec4 a_id, a_color, a_rim;
attribute vec2 a_position, a_corner;
attribute float a_size, a_shape;
uniform mat3 u_matrix;
uniform float u_sizeRatio, u_correctionRatio;
varying vec4 v_color, v_rim;
varying vec2 v_place;
varying float v_size, v_shape;
const float bias = 255.0 / 254.0;
void main() {
  float reach = 1.35;
  float size = a_size / u_sizeRatio * 2.0 * u_correctionRatio; // a pixel is two of sigma's correction units
  vec2 place = a_position + size * reach * a_corner;
  gl_Position = vec4((u_matrix * vec3(place, 1)).xy, 0, 1);
  v_place = a_corner * reach;
  v_shape = a_shape;
  v_size = a_size / u_sizeRatio;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
  v_rim = a_rim;
  v_rim.a *= bias;
}`;

const NODE_FRAGMENT = /*glsl*/ `
precision highp float;
varying vec4 v_color, v_rim;
varying vec2 v_place;
varying float v_size, v_shape;
const vec4 nothing = vec4(0.0);
float away() { // distance to the outline, negative inside, in radii
  vec2 p = v_place;
  if (v_shape < 0.5 || v_shape > 2.5) return length(p) - 1.0;
  if (v_shape < 1.5) return max(abs(p.x), abs(p.y)) - 0.86;
  return max(abs(p.x) * 0.866 + p.y * 0.5, -p.y) - 0.62;
}
void main() {
  float pixel = 1.0 / max(v_size, 1.0);
  float d = away();
  #ifdef PICKING_MODE
  gl_FragColor = d > 3.0 * pixel ? nothing : v_color;
  #else
  float inside = 1.0 - smoothstep(-0.6 * pixel, 0.6 * pixel, d);
  float rim = smoothstep(-2.1 * pixel, -1.1 * pixel, d);
  vec4 body = v_shape > 2.5 ? mix(v_color, v_rim, smoothstep(-2.9 * pixel, -2.1 * pixel, d)) : mix(v_color, v_rim, rim);
  gl_FragColor = vec4(body.rgb, 1.0) * inside * body.a;
  #endif
}`;

type NodeUniform = "u_matrix" | "u_sizeRatio" | "u_correctionRatio";

export class ShapeProgram extends NodeProgram<NodeUniform> {
  getDefinition() {
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: NODE_VERTEX,
      FRAGMENT_SHADER_SOURCE: NODE_FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS: ["u_matrix", "u_sizeRatio", "u_correctionRatio"] as NodeUniform[],
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_rim", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, -1],
        [1, 1],
        [-1, 1],
      ],
    };
  }

  processVisibleItem(id: number, start: number, data: NodeDisplayData): void {
    const { shape, rim } = data as NodeLook;
    const to = this.array;
    to[start++] = data.x;
    to[start++] = data.y;
    to[start++] = data.size;
    to[start++] = shape;
    to[start++] = floatColor(data.color);
    to[start++] = floatColor(rim);
    to[start] = id;
  }

  setUniforms({ matrix, sizeRatio, correctionRatio }: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    const { u_matrix, u_sizeRatio, u_correctionRatio } = uniformLocations as Record<NodeUniform, WebGLUniformLocation>;
    gl.uniformMatrix3fv(u_matrix, false, matrix);
    gl.uniform1f(u_sizeRatio, sizeRatio);
    gl.uniform1f(u_correctionRatio, correctionRatio);
  }
}

const EDGE_VERTEX = /*glsl*/ `
attribute vec4 a_id, a_color;
attribute vec2 a_start, a_end;
attribute float a_width, a_dash, a_along, a_side;
uniform mat3 u_matrix;
uniform float u_zoom, u_correction, u_least;
varying vec4 v_color;
varying float v_across, v_half, v_along, v_dash;
const float bias = 255.0 / 254.0;
void main() {
  vec2 line = a_end - a_start;
  float length_ = max(length(line), 1e-9);
  vec2 normal = vec2(-line.y, line.x) / length_;
  float width = max(a_width / u_zoom, u_least);
  #ifdef PICKING_MODE
  width = max(width, 7.0);
  #endif
  float pixel = 2.0 * u_correction;
  float reach = width * 0.5 + 1.0;
  vec2 place = mix(a_start, a_end, a_along) + normal * a_side * reach * pixel;
  gl_Position = vec4((u_matrix * vec3(place, 1)).xy, 0, 1);
  v_across = a_side * reach;
  v_half = width * 0.5;
  v_along = a_along * length_ / pixel;
  v_dash = a_dash;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const EDGE_FRAGMENT = /*glsl*/ `
precision highp float;
varying vec4 v_color;
varying float v_across, v_half, v_along, v_dash;
void main() {
  #ifdef PICKING_MODE
  gl_FragColor = abs(v_across) > v_half ? vec4(0.0) : v_color;
  #else
  float cover = 1.0 - smoothstep(v_half - 0.5, v_half + 0.5, abs(v_across));
  if (v_dash > 0.5) cover *= 1.0 - smoothstep(5.5, 6.5, mod(v_along, 11.0));
  gl_FragColor = vec4(v_color.rgb * v_color.a, v_color.a) * cover;
  #endif
}`;

type EdgeUniform = "u_matrix" | "u_zoom" | "u_correction" | "u_least";

export class LineProgram extends EdgeProgram<EdgeUniform> {
  getDefinition() {
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: EDGE_VERTEX,
      FRAGMENT_SHADER_SOURCE: EDGE_FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS: ["u_matrix", "u_zoom", "u_correction", "u_least"] as EdgeUniform[],
      ATTRIBUTES: [
        { name: "a_start", size: 2, type: FLOAT },
        { name: "a_end", size: 2, type: FLOAT },
        { name: "a_width", size: 1, type: FLOAT },
        { name: "a_dash", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [
        { name: "a_along", size: 1, type: FLOAT },
        { name: "a_side", size: 1, type: FLOAT },
      ],
      CONSTANT_DATA: [
        [0, -1],
        [1, -1],
        [1, 1],
        [0, -1],
        [1, 1],
        [0, 1],
      ],
    };
  }

  processVisibleItem(id: number, start: number, source: NodeDisplayData, target: NodeDisplayData, data: EdgeDisplayData): void {
    const to = this.array;
    to[start++] = source.x;
    to[start++] = source.y;
    to[start++] = target.x;
    to[start++] = target.y;
    to[start++] = data.size;
    to[start++] = Number((data as EdgeLook).dashed);
    to[start++] = floatColor(data.color);
    to[start] = id;
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    const at = uniformLocations as Record<EdgeUniform, WebGLUniformLocation>;
    gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
    gl.uniform1f(at.u_zoom, params.sizeRatio);
    gl.uniform1f(at.u_correction, params.correctionRatio);
    gl.uniform1f(at.u_least, params.minEdgeThickness);
  }
}
